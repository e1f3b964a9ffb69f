"""What we take from others: what it is, under which licence, and what is known to be wrong with it."""
