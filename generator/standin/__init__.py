"""A server that behaves like the documented API: what it answers, and what it keeps between requests."""
