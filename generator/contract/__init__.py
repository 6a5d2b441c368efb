"""Recordings: reading them, holding them against a document, comparing them with what a client sends."""
