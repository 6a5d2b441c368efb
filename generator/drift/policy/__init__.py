"""What a project accepts of a vendor's changes, and for how long."""
