"""The project on disk: vendor.yaml, where things lie, stamps of earlier runs, and writing without half-done results."""
