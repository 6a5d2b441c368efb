"""The resource and the method of one operation, from nothing but that operation.

Regular paths name a collection and then one item of it (`/pets/{id}/photos`): they get the plain name. What is put together
otherwise says so in its name: `/catalogs/feeds` is `catalog_feeds`, `/users/me` is `users.get_me`,
`/repos/{owner}/{repo}` is `repos.get_by_owner_and_repo`. So two paths that differ in more than spelling differ in name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from generator.document import names
from generator.normalise.naming import qualifiers, verbs, words
from generator.normalise.naming.answers import answer_of, takes_many
from generator.normalise.naming.lexicon import CREATES, LINKING, SILENT_TAGS
from generator.normalise.naming.segments import Route, Segment, route
from generator.normalise.naming.words import is_plural, is_verb, singular, without_noun, word

_DEEPEST = 4
_PLAIN = frozenset({"create", "delete", "get", "list", "patch", "update"})
_VERSION = re.compile(r"v([2-9]|\d\d+)")


@dataclass(frozen=True, slots=True)
class Name:
    """What an operation is called.

    Attributes:
        resource: dotted where it is nested.
        method: the name of its method.
        losses: how much of the path the name does not tell; 0 for a path that is exactly what the name says.
        second: the method's name should another operation have `method`.
    """

    resource: str
    method: str
    losses: int
    second: str


def name_operation(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Name:
    """Return the name of one operation of the resolved `document`; no other operation is looked at."""
    return _Namer(document, route(path), method, operation).name()


class _Namer:
    def __init__(self, document: dict[str, Any], taken_apart: Route, method: str, operation: dict[str, Any]) -> None:
        self.document = document
        self.route = taken_apart
        self.method = method
        self.operation = operation
        self.said = [each.lower() for each in names.words(str(operation.get("operationId", "")))]
        self.tag = word(str(next(iter(operation.get("tags", [])), "")))
        self.chain: list[str] = []
        self.extras: list[str] = []
        self.losses = taken_apart.losses

    def name(self) -> Name:
        segments, called = self.resource()
        made = self.called(called) if called else self.plain(segments[-1] if segments else None)
        if self.route.mark:
            made = self.route.mark if is_verb(self.route.mark) else f"{made}_{self.route.mark}"
        made = "_".join(dict.fromkeys([made, *self.extras]))
        chain = [*self.versions(), *self.chain] or ["root"]
        if len(chain) > _DEEPEST:
            chain = [*chain[: _DEEPEST - 1], "_".join(chain[_DEEPEST - 1 :])]
        made = names.snake(made, "call")
        return Name(
            ".".join(names.snake(each, "resource") for each in chain),
            made,
            self.losses,
            self.second(made, is_called=bool(called)),
        )

    def resource(self) -> tuple[list[Segment], list[Segment]]:
        """Fill the chain of resources; return the segments that are in it, and those that are called on it."""
        segments = self.route.segments
        if not segments:
            self.chain = [self.tag] if self.tag and self.tag not in SILENT_TAGS else []
        for i, segment in enumerate(segments):
            is_last = i == len(segments) - 1
            if (segment.is_call or is_verb(segment.word)) and self.has_resource(segment, is_only=len(segments) == 1):
                return list(segments[:i]), list(segments[i:])
            before = segments[i - 1] if i else None
            if before and not before.parameters and is_plural(self.chain[-1]):
                if is_last and not is_plural(segment.word):
                    self.losses += bool(segment.parameters)
                    return list(segments[:i]), [segment]
                self.chain[-1] = f"{singular(self.chain[-1])}_{segment.word}"
            else:
                self.chain.append(segment.word)
            if not is_last:
                self.note_foreign(segment)
        return list(segments), []

    def has_resource(self, segment: Segment, *, is_only: bool) -> bool:
        """Tell whether there is something to call `segment` on: what stands before it, or the tag of a path without more."""
        if self.chain:
            return True
        has_tag = is_only and bool(self.tag) and self.tag not in SILENT_TAGS
        if has_tag and self.tag not in {segment.word, singular(segment.word)}:
            self.chain = [self.tag]
            self.losses += 1
            return True
        return False

    def note_foreign(self, segment: Segment) -> None:
        """Remember parameters in the middle of the path that do not identify what stands before them."""
        if (len(segment.parameters) == 1 and is_plural(segment.word)) or not segment.parameters:
            return
        self.losses += 1
        if qualifiers.is_foreign(segment.parameters[-1], self.chain[-1]):
            self.extras.append(qualifiers.by(segment.parameters[-1:], self.chain[-1]))

    def called(self, segments: list[Segment]) -> str:
        """Return the method for what is called on the resource: a verb, or the view of a collection that one word names."""
        first, *others = segments
        noun = self.chain[-1]
        if not (first.is_call or is_verb(first.word)):
            made = self.verb(is_item=bool(first.parameters), is_plural=False)
            return f"{made}_{first.word}"
        text = without_noun("_".join(each.word for each in segments), noun)
        if text in _PLAIN:  # RPC on a collection: the vendor's `listAllPets` tells it from the method of that name
            said = without_noun("_".join(self.said), noun)
            text = said if said.startswith(f"{text}_") else text
        self.losses += len(others) + bool(segments[-1].parameters) + (self.method != "post") + (text in _PLAIN)
        if others and segments[-1].parameters:
            text = f"{text}_{qualifiers.by(segments[-1].parameters, segments[-1].word)}"
        if "_" not in text and self.is_bulk(first):
            text = f"{text}_many"
        if not any(each in LINKING for each in text.split("_")):
            self.extras.extend(self.tail(text))
        return verbs.action(self.method, text)

    def is_bulk(self, segment: Segment) -> bool:
        before = self.route.segments[: self.route.segments.index(segment)]
        stands_on_collection = bool(before) and not before[-1].parameters and is_plural(self.chain[-1])
        return self.method == "post" and stands_on_collection and takes_many(self.document, self.operation)

    def plain(self, last: Segment | None) -> str:
        """Return the method on the resource that the path ends with."""
        if last is None:
            parameters = self.route.leading
            return self.verb(is_item=bool(parameters), is_plural=not parameters and is_plural(self.tag))
        plural = is_plural(self.chain[-1])
        made = self.verb(is_item=bool(last.parameters), is_plural=plural)
        if not last.parameters:
            if made == "create" or (made == "get" and not plural):
                self.extras.extend(self.tail(made))
            return made
        is_key = len(last.parameters) > 1 or made in {"list", "create"}
        is_named = is_key or not plural or made not in {"get", "update", "patch", "delete"}
        self.losses += is_named
        said = self.tail(made) if is_named or self.method == "post" else []
        if is_key and not said:
            said = [qualifiers.by(last.parameters, self.chain[-1])]
        self.extras.extend(said)
        return made

    def verb(self, *, is_item: bool, is_plural: bool) -> str:
        nouns = tuple(each.word for each in self.route.segments if words.is_plural(each.word))
        answer = answer_of(self.document, self.operation, nouns, is_plural=is_plural and not is_item)
        said = verbs.said(self.said)
        is_made, has_body = "201" in self.operation.get("responses", {}), "requestBody" in self.operation
        return verbs.verb(self.method, verbs.Situation(is_item, is_plural, answer, said, is_made, has_body))

    def tail(self, made: str) -> list[str]:
        """Return what the vendor's id adds to the name, if anything."""
        known = [each for segment in self.route.segments for each in segment.word.split("_")]
        parameters = [
            each for segment in self.route.segments for name in segment.parameters for each in word(name).split("_")
        ]
        found = qualifiers.tail(self.said, [*known, *parameters, *made.split("_"), *CREATES])
        return [found] if found else []

    def versions(self) -> list[str]:
        """Return the version in the path where the vendor's id or tag tells it too: then there are others."""
        told = {
            each for text in (str(self.operation.get("operationId", "")), self.tag) for each in word(text).split("_")
        }
        return [each for each in self.route.dropped if _VERSION.fullmatch(each) and each in told][:1]

    def second(self, made: str, *, is_called: bool) -> str:
        if self.route.dropped:
            return names.snake("_".join([made, *self.route.dropped]))
        if is_called:
            return f"{self.method}_{made}"
        if self.method == "post" and made == "update":
            return "post"
        if self.route.leading:
            return f"{made}_{qualifiers.by(self.route.leading, '')}"
        return ""
