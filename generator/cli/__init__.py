"""The command line: `specloom`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit: 0 fine, 1 a finding, 2 unusable input or usage, 130 interrupted."""
    try:
        from generator.cli.app import main as run
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)
    run()
