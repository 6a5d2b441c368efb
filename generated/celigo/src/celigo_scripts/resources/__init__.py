"""The resources of celigo_scripts, one module each."""
