"""What the service costs, from what was measured and from list prices, and how that grows."""
