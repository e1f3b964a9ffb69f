"""The office's pages as text."""
