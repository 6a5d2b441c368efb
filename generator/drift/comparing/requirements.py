"""Security requirements: which credentials an operation asks for, and whether ours still do (OpenAPI 3.1 section 4.8.30)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.document.printable import printable
from generator.document.shapes import is_array, is_object
from generator.drift.schemas.judging import RISKY, SAFE, WIRE
from generator.drift.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MOST: Final = 200
Alternative = dict[str, frozenset[str]]
"""The schemes that are asked for together, each with its scopes."""


def alternatives(security: Any, renamed: Mapping[str, str]) -> list[Alternative]:
    """Return the alternatives of a `security`: one that asks for nothing where there is none.

    Args:
        security: the value of the field.
        renamed: what schemes are called in the newer document.
    """
    found: list[Alternative] = [
        {
            renamed.get(name, name): frozenset(str(each) for each in scopes) if is_array(scopes) else frozenset()
            for name, scopes in requirement.items()
        }
        for requirement in (security if is_array(security) else ())
        if is_object(requirement)
    ]
    return found or [{}]


def satisfies(held: Alternative, asked: Alternative) -> bool:
    """Tell whether the credentials `held` are enough for what is `asked`."""
    return all(name in held and scopes <= held[name] for name, scopes in asked.items())


class Credentials:
    """What callers of the older document hold, and what the newer one asks for, by their schemes.

    Each is only looked at beside those that have a scheme in common with it, of which two hundred are enough.
    """

    def __init__(self, base: list[Alternative], revision: list[Alternative]) -> None:
        self._base = base
        self._kept: dict[frozenset[tuple[str, frozenset[str]]], bool] = {}
        self._asked: dict[str, list[Alternative]] = {}
        self._held: dict[str, list[Alternative]] = {}
        for asked in revision:
            self._asked.setdefault(min(asked, default=""), []).append(asked)
        for held in base:
            for name in held:
                self._held.setdefault(name, []).append(held)

    def still_do(self, held: Alternative) -> bool:
        """Tell whether an alternative of the newer document asks for no more than is `held`."""
        key = frozenset(held.items())
        if key not in self._kept:
            candidates = (each for name in ("", *held) for each in self._asked.get(name, ())[:_MOST])
            self._kept[key] = any(satisfies(held, asked) for asked in candidates)
        return self._kept[key]

    def did(self, asked: Alternative) -> bool:
        """Tell whether an alternative of the older document was enough for what is `asked`, which is not nothing."""
        return any(satisfies(held, asked) for held in self._held.get(min(asked), ())[:_MOST])

    def judged(self) -> Verdicts:
        """Return what it means for whoever called with one of the alternatives of the older document."""
        kept = [self.still_do(held) for held in self._base]
        return SAFE if all(kept) else RISKY if any(kept) else WIRE


def requirements(
    base: list[Alternative], revision: list[Alternative], prefix: str, report: Callable[[str, str, Verdicts], None]
) -> None:
    """Report alternatives and scopes that came or went, each with id, message and verdicts."""
    credentials = Credentials(base, revision)
    harm = credentials.judged()
    old, new = _by_schemes(base), _by_schemes(revision)
    for names in [*old, *(each for each in new if each not in old)]:
        gone = _without(old.get(names, []), new.get(names, []))
        come = _without(new.get(names, []), old.get(names, []))
        if len(gone) == len(come) == 1:
            _scopes(gone[0], come[0], prefix, report, harm)
            continue
        is_told = names in old and names in new
        for held in gone if names else ():
            message = f"the credential {_shown(held, scopes=is_told)} is not asked for any more"
            report(f"{prefix}-removed", message, SAFE if credentials.still_do(held) else harm)
        for asked in come if names else ():
            message = f"the credential {_shown(asked, scopes=is_told)} is asked for"
            report(f"{prefix}-added", message, SAFE if credentials.did(asked) else harm)
    nothing = frozenset[str]()
    if nothing in new and nothing not in old and all(names in new for names in old):
        report(f"{prefix}-became-optional", "calls without a credential are admitted", SAFE)
    if nothing in old and nothing not in new and all(names in old for names in new):
        report(f"{prefix}-became-required", "calls without a credential are not admitted any more", harm)


def _scopes(
    old: Alternative, new: Alternative, prefix: str, report: Callable[[str, str, Verdicts], None], harm: Verdicts
) -> None:
    for name, before in old.items():
        for scope in sorted(new[name] - before):
            message = f"the scope {printable(scope)} of {printable(name)} is asked for"
            report(f"{prefix}-scope-added", message, harm)
        for scope in sorted(before - new[name]):
            message = f"the scope {printable(scope)} of {printable(name)} is not asked for any more"
            report(f"{prefix}-scope-removed", message, SAFE)


def _without(some: list[Alternative], others: list[Alternative]) -> list[Alternative]:
    """Return each of `some` that is not among `others`, once."""
    known = {frozenset(other.items()) for other in others}
    found = {frozenset(each.items()): each for each in some}
    return [each for key, each in found.items() if key not in known]


def _by_schemes(found: list[Alternative]) -> dict[frozenset[str], list[Alternative]]:
    result: dict[frozenset[str], list[Alternative]] = {}
    for each in found:
        result.setdefault(frozenset(each), []).append(each)
    return result


def _shown(alternative: Alternative, *, scopes: bool) -> str:
    """Return the names of the schemes, with their scopes where other alternatives have the same schemes."""
    named = {name: ", ".join(map(printable, sorted(asked))) if scopes else "" for name, asked in alternative.items()}
    return " and ".join(
        f"{printable(name)} ({named[name]})" if named[name] else printable(name) for name in sorted(named)
    )
