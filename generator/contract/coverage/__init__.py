"""What recordings show of a document: statuses, variants and fields, and what they do not."""
