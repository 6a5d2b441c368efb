"""What kind of word a segment of a path is: a verb or a noun, one thing or many. The word alone decides."""

from __future__ import annotations

import re

from generator.document import names
from generator.normalise.naming.lexicon import (
    ALWAYS_VERBS,
    MANY_THINGS,
    NO_VERBS,
    NOT_ALONE,
    NOUN_ENDS,
    ONE_THING,
    VERBS,
)


def word(text: str) -> str:
    """Return `text` in snake_case, '' where nothing of it is a letter or digit of ASCII; it may begin with a digit."""
    text = re.sub(
        r"(?<![A-Za-z])([A-Z]{2,})s(?![a-z])|(?<=[a-z])([A-Z]{2,})s(?![a-z])", _capitals, text
    )  # `redirectURLs`
    return re.sub(r"(?<=[a-z])_(?=[0-9])", "", "_".join(names.words(text)).lower())


def _capitals(matched: re.Match[str]) -> str:
    return matched[0].upper()


def is_verb(text: str) -> bool:
    """Tell whether `text` (snake_case) says what to do: `cancel`, `find_by_status`, not `search_results`."""
    first, *others = text.split("_")
    if not others:
        return first in VERBS - NOT_ALONE
    if text.startswith(NO_VERBS):
        return False
    if first in ALWAYS_VERBS:
        return True
    return first in VERBS and not is_plural(text) and others[-1] not in NOUN_ENDS


def is_plural(text: str) -> bool:
    """Tell whether `text` (snake_case) stands for many things that are counted: `pets`, not `status` or `settings`."""
    last = text.rpartition("_")[2]
    if last in ONE_THING or text in ONE_THING:
        return False
    return last in MANY_THINGS or (
        len(last) > 2 and last.endswith("s") and not last.endswith(("ss", "us", "is", "ics"))
    )


def singular(text: str) -> str:
    """Return `text` (snake_case) with its last word in the singular where it is a plural."""
    if not is_plural(text):
        return text
    rest, mark, last = text.rpartition("_")
    if last.endswith("ies") and len(last) > 4:
        last = last[:-3] + "y"
    elif last.endswith(("sses", "shes", "ches", "xes", "zzes", "uses")):
        last = last[:-2]
    elif last.endswith("s"):
        last = last[:-1]
    return rest + mark + last


def without_noun(text: str, noun: str) -> str:
    """Return a verb without the noun that it acts on where that is `noun`: `cancel_order` of `orders` gives `cancel`."""
    for each in (noun, singular(noun)):
        for bare in (text.removesuffix(f"_{each}"), re.sub(f"_{re.escape(each)}_(?=by_|with_|from_)", "_", text)):
            if bare not in {text, ""}:
                return bare
    return text
