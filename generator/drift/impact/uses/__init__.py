"""Where the user's code uses what a change hits: read as text with `ast`, never imported or run."""
