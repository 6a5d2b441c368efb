"""Drift: what two states of an API differ in, whom it breaks, and what of ours it hits."""
