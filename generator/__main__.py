"""`python -m generator` is `specloom`."""

from generator.cli import main

main()
