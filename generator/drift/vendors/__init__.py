"""The three layers of a vendor's drift: its package, its normal form, and its pages."""
