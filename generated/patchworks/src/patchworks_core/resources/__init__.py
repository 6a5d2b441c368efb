"""The resources of patchworks_core, one module each."""
