"""What Specloom costs, beside what its two engines cost when they are run by their own commands, in one run."""
