"""Recordings played to a generated client."""
