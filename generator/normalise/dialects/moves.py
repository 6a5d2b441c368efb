"""Where the parts of a document have gone, so that references still lead to them and messages name their first place."""

from __future__ import annotations


class Moves:
    """The moves of a pass that changes a document where it stands, from outside to inside."""

    is_of_another = False

    def __init__(self) -> None:
        self._new: dict[str, str] = {}
        self._old: dict[str, str] = {}

    def add(self, old: str, new: str) -> None:
        """Record that what stands at `old`, after all moves until now, goes to `new` with everything in it."""
        before = self.before(old)
        self._old[new] = before
        self._new[old] = new
        if self._new.get(before) == old:  # it moved twice
            self._new[before] = new

    def after(self, pointer: str) -> str:
        """Return where what stood at `pointer` before the pass stands after it."""
        if not self._new or not pointer:
            return pointer
        here = ""
        for token in pointer[1:].split("/"):
            here = f"{here}/{token}"
            here = self._new.get(here, here)
        return here

    def before(self, pointer: str) -> str:
        """Return where what stands at `pointer` after the pass stood before it."""
        return _mapped(pointer, self._old)


class Translations(Moves):
    """The moves of a pass that makes another document: every place is one of the document that is read."""

    is_of_another = True

    def add(self, old: str, new: str) -> None:
        """Record that what stands at `old` of the document that is read stands at `new` of that which is made.

        Of several places the first one counts.
        """
        self._new.setdefault(old, new)
        self._old[new] = old

    def after(self, pointer: str) -> str:
        """Return where what stands at `pointer` of the document that is read has gone."""
        return _mapped(pointer, self._new)


def _mapped(pointer: str, places: dict[str, str]) -> str:
    """Return `pointer` with the longest part of it that is a key of `places` replaced."""
    head = pointer if places else ""
    while head:
        if head in places:
            return places[head] + pointer[len(head) :]
        head = head.rpartition("/")[0]
    return pointer
