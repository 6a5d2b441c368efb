"""What tells an operation from one that would be called the same: its parameters, or the vendor's id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document import names
from generator.normalise.naming.lexicon import GENERIC_KEYS, LINKING
from generator.normalise.naming.words import singular, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 5


def by(parameters: Sequence[str], noun: str) -> str:
    """Return `by_owner_and_repo` for parameters of the resource `noun`, whose own name is taken off theirs."""
    return "by_" + "_and_".join(dict.fromkeys(_stem(each, noun) for each in parameters))


def _stem(parameter: str, noun: str) -> str:
    text = word(parameter) or f"parameter_{names.mark(parameter)}"
    for prefix in (singular(noun), singular(noun).rpartition("_")[2]):
        if text.startswith(f"{prefix}_"):
            return text.removeprefix(f"{prefix}_")
    return text.removesuffix("_id")


def is_foreign(parameter: str, noun: str) -> bool:
    """Tell whether `parameter` identifies something else than a `noun`: `authorization_server_id` below `oauth2`."""
    said = [each for each in word(parameter).split("_") if each not in GENERIC_KEYS and not each.isdigit()]
    own = singular(noun).split("_")
    if not said:
        return False
    said[-1] = singular(said[-1])
    return said[-len(own) :] != own and own[-len(said) :] != said


def tail(identifier: Iterable[str], known: Iterable[str]) -> str:
    """Return how an operationId goes on after its verb and noun: `with_form` of `updatePetWithForm`; '' where it does not.

    Args:
        identifier: its words, in lower case.
        known: words that the name has already, or that say nothing.
    """
    said = list(identifier)
    at = next((i for i, each in enumerate(said) if i and each in LINKING), len(said))
    rest = said[at : at + _LONGEST]
    words = list(known)
    told = {*words, *map(singular, words), *LINKING, *GENERIC_KEYS}
    if all(each in told or singular(each) in told for each in rest):
        return ""
    return "_".join(rest)
