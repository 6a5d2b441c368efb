"""Security requirements: which credentials an operation asks for, and whether ours still do (OpenAPI 3.1 section 4.8.30)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.document.printable import printable
from generator.document.shapes import is_array, is_object
from generator.drift.schemas.judging import RISKY, SAFE, WIRE
from generator.drift.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MOST: Final = 1_000
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

    Each is only looked at beside those that have a scheme in common with it, of which a thousand are enough.
    """

    def __init__(self, base: list[Alternative], revision: list[Alternative]) -> None:
        self._base = base
        self._asked: dict[str, list[Alternative]] = {}
        self._held: dict[str, list[Alternative]] = {}
        for asked in revision:
            self._asked.setdefault(min(asked, default=""), []).append(asked)
        for held in base:
            for name in held:
                self._held.setdefault(name, []).append(held)

    def still_do(self, held: Alternative) -> bool:
        """Tell whether an alternative of the newer document asks for no more than is `held`."""
        candidates = (each for name in ("", *held) for each in self._asked.get(name, ())[:_MOST])
        return any(satisfies(held, asked) for asked in candidates)

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
    for names in old:
        if names and names not in new:
            kept = all(map(credentials.still_do, old[names]))
            message = f"the credential {_shown(names)} is not asked for any more"
            report(f"{prefix}-removed", message, SAFE if kept else harm)
    for names in new:
        if names not in old and names:
            met = any(map(credentials.did, new[names]))
            report(f"{prefix}-added", f"the credential {_shown(names)} is asked for", SAFE if met else harm)
    for names in old:
        if names in new:
            _scopes(old[names], new[names], prefix, report, harm)
    nothing = frozenset[str]()
    if nothing in new and nothing not in old and all(names in new for names in old):
        report(f"{prefix}-became-optional", "calls without a credential are admitted", SAFE)
    if nothing in old and nothing not in new and all(names in old for names in new):
        report(f"{prefix}-became-required", "calls without a credential are not admitted any more", harm)


def _scopes(
    old: list[Alternative],
    new: list[Alternative],
    prefix: str,
    report: Callable[[str, str, Verdicts], None],
    harm: Verdicts,
) -> None:
    for name in old[0]:
        before = frozenset[str]().union(*(each[name] for each in old))
        after = frozenset[str]().union(*(each[name] for each in new))
        for scope in sorted(after - before):
            message = f"the scope {printable(scope)} of {printable(name)} is asked for"
            report(f"{prefix}-scope-added", message, harm)
        for scope in sorted(before - after):
            message = f"the scope {printable(scope)} of {printable(name)} is not asked for any more"
            report(f"{prefix}-scope-removed", message, SAFE)


def _by_schemes(found: list[Alternative]) -> dict[frozenset[str], list[Alternative]]:
    result: dict[frozenset[str], list[Alternative]] = {}
    for each in found:
        result.setdefault(frozenset(each), []).append(each)
    return result


def _shown(names: frozenset[str]) -> str:
    return " and ".join(printable(name) for name in sorted(names))
