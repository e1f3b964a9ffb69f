"""Requests and answers of the functions, without knowing who routes them."""
