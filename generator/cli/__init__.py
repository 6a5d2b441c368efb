"""The command line: `specloom`."""

from generator.cli.app import main

__all__ = ["main"]
