"""From the normal form to installable packages: views, engines, templates, and the run over a project."""
