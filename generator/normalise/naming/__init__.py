"""Names of operations and of their parameters, each from the operation alone: paths, words, verbs, qualifiers."""
