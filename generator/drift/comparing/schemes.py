"""Security schemes: OpenAPI 3.1 section 4.8.27. One that has another name and is the same otherwise is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.document.printable import printable
from generator.document.shapes import is_object
from generator.drift.comparing.immaterial import is_immaterial
from generator.drift.comparing.parts import Part
from generator.drift.schemas.judging import BREAKING, RISKY, SAFE, SOURCE, WIRE
from generator.drift.schemas.pairs import change_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.drift.comparing.exchanges import Comparison
    from generator.drift.comparing.operations import Operation
    from generator.drift.verdicts import Verdicts

_PREFIX: Final = "api-security-component"
_FIELDS: Final[dict[str, tuple[str, Verdicts]]] = {
    "type": ("type", BREAKING),
    "in": ("location", WIRE),
    "name": ("name", WIRE),
    "scheme": ("scheme", BREAKING),
    "openIdConnectUrl": ("open-id-connect-url", RISKY),
    "oauth2MetadataUrl": ("oauth-metadata-url", RISKY),
}
_URLS: Final[dict[str, str]] = {
    "authorizationUrl": "oauth-url",
    "tokenUrl": "oauth-token-url",
    "refreshUrl": "oauth-refresh-url",
    "deviceAuthorizationUrl": "oauth-device-url",
}


def users(operations: Iterable[Operation]) -> dict[str, set[str]]:
    """Return the operations that ask for each security scheme, by its name."""
    found: dict[str, set[str]] = {}
    for operation in operations:
        for requirement in operation.value.get("security") or ():
            for name in requirement if is_object(requirement) else ():
                found.setdefault(name, set()).add(operation.label)
    return found


def renamed(document: Part) -> dict[str, str]:
    """Return the names of security schemes in the newer document by those in the older one, where only the name differs."""
    base, revision = document.member("components", "securitySchemes").objects()
    free: dict[str, list[str]] = {}
    for name, scheme in revision.items():
        if name not in base:
            free.setdefault(_facts(scheme), []).append(name)
    result: dict[str, str] = {}
    for name, scheme in base.items():
        candidates = [] if name in revision else free.get(_facts(scheme), [])
        if candidates:
            result[name] = candidates.pop(0)
    return result


def _facts(scheme: Any) -> str:
    fields = scheme if is_object(scheme) else {}
    return repr(
        sorted((key, repr(value)) for key, value in fields.items() if not is_immaterial("security scheme", key))
    )


def _is_spelling(scheme: Part) -> bool:
    """Tell whether only the letters' case of an HTTP authentication scheme changed (RFC 9110, section 11.1)."""
    before, after = scheme.base, scheme.revision
    return isinstance(before, str) and isinstance(after, str) and before.casefold() == after.casefold()


class Schemes:
    """Compares the security schemes of two documents."""

    def __init__(
        self, shared: Comparison, document: Part, names: Mapping[str, str], using: Mapping[str, set[str]]
    ) -> None:
        """Take what all rules share, the documents, what schemes are called now, and which operations ask for each."""
        self._shared = shared
        self._part = document.member("components", "securitySchemes")
        self._names = names
        self._using = using

    def compare(self) -> None:
        """Report schemes that came, went or changed."""
        for name in self._part.names():
            part = self._part.member(name)
            if part.is_added and name not in self._names.values():
                self._report(name, "added", "the security scheme is new", SAFE, part)
            elif part.is_removed and name not in self._names:
                harm = SOURCE if self._using.get(name) else SAFE
                self._report(name, "removed", "the security scheme is gone", harm, part)
            elif not part.is_added and not part.is_removed and not part.is_same:
                self._changed(name, part)

    def _changed(self, name: str, part: Part) -> None:
        kind = part.member("type")
        if not kind.is_same:  # all else is said in terms of it
            self._field(name, kind, *_FIELDS["type"])
            return
        for key, (what, verdicts) in _FIELDS.items():
            if key != "scheme" or not _is_spelling(part.member(key)):
                self._field(name, part.member(key), what, verdicts)
        before, after = part.flag("deprecated")
        if before is not after:
            action = "deprecated" if after else "reactivated"
            self._report(name, action, f"the security scheme was {action}", SAFE, part.member("deprecated"))
        flows = part.member("flows")
        for grant in flows.names():
            flow = flows.member(grant)
            if flow.is_added or flow.is_removed:
                action, verdicts = ("added", SAFE) if flow.is_added else ("removed", WIRE)
                self._report(name, f"oauth-flow-{action}", f"the flow {printable(grant)} was {action}", verdicts, flow)
                continue
            for key, what in _URLS.items():
                self._field(name, flow.member(key), what, WIRE)
            self._scopes(name, flow.member("scopes"))

    def _field(self, name: str, part: Part, what: str, verdicts: Verdicts) -> None:
        if not part.is_same:
            message = change_of(f"the {what.replace('-', ' ')}", part.base, part.revision)
            self._report(name, f"{what}-changed", message, verdicts, part)

    def _scopes(self, name: str, part: Part) -> None:
        base, revision = part.objects()
        for scope in {**base, **revision}:
            each = part.member(scope)
            if not each.is_same:
                action = "added" if each.is_added else "removed" if each.is_removed else "changed"
                verdicts = RISKY if action == "removed" else SAFE
                message = f"the scope {printable(scope)} was {action}"
                self._report(name, f"oauth-scope-{action}", message, verdicts, each)

    def _report(self, name: str, action: str, message: str, verdicts: Verdicts, part: Part) -> None:
        subject = f"security scheme '{printable(name)}'"
        reached = self._using.get(name, ())
        self._shared.collector.report(f"{_PREFIX}-{action}", message, verdicts, subject, reached, part.sides)
