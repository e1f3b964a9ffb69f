"""The office's pages: who may ask for which, and what they answer."""
