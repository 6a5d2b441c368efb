"""The models of a package in modules that a person can read: which class stands where, and how modules import each other."""
