"""Documents as plain data: loading, dumping, JSON pointers, references, names and findings."""
