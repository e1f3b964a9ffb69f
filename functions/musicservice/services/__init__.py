"""What the functions do, in the order they do it. Rules are in the domain, machinery in the adapters."""
