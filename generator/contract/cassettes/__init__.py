"""Recordings as files: reading, writing and comparing them."""
