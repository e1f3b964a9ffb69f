"""What the site publishes for the functions, one module to each kind: how it is read from the catalogue."""
