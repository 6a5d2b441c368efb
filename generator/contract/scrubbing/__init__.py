"""Secrets and ids taken out of recordings, and the search for what is left of them."""
