"""Recordings against the stand-in: the same requests have answers of the same status and shape."""
