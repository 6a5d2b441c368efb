"""Scenarios run over a generated client, and the recordings that they leave."""
