"""From a document and what it refers to, one that refers only to its own parts, each at the place of its kind."""
