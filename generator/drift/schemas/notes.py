"""What is said beside a composition: of each of its members, since all of it is said of the same value."""

from __future__ import annotations

from typing import Final

from generator.drift.schemas.immaterial import EXTENSIONS, is_immaterial
from generator.drift.schemas.views import View

NOTES: Final = frozenset({"default", "deprecated", "readOnly", "writeOnly", "xml"}) | EXTENSIONS
"""The keywords that restrict no value, and yet matter."""


def is_note(view: View) -> bool:
    """Tell whether a schema restricts no value but says null at most."""
    return all(key in NOTES or is_immaterial(key) for key in view.keywords)


def noted(member: View, notes: View) -> View:
    """Return the schema of a `member` with the `notes` that stand beside it, and null where they admit it."""
    if not notes.keywords and not notes.nullable:
        return member
    return View((*notes.layers, *member.layers), nullable=notes.nullable or member.nullable)


def notes_of(view: View) -> View:
    """Return a schema without what restricts values."""
    return view.without(*(key for key in view.keywords if key not in NOTES))
