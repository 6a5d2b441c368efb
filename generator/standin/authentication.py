"""Who calls: the credentials that a request carries, as the security schemes say (OpenAPI 3.1 section 4.8.27)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import Any

from generator.document.references import follow
from generator.document.shapes import is_object
from generator.exchange.messages import Request, header_values
from generator.exchange.operations import Operation
from generator.standin.causes import Cause, Refused


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential that came: the name of its scheme, and the secret; for HTTP Basic the user and the password."""

    scheme: str
    secret: str = field(repr=False)


class Authentication:
    """Reads and judges credentials for one document.

    Any credential of a declared kind is accepted, unless `accepted` lists those of its scheme; what stands in `refused`
    never is, and what stands in `forbidden` may do nothing.
    """

    def __init__(
        self,
        document: dict[str, Any],
        accepted: dict[str, list[str]] | None = None,
        refused: list[str] | None = None,
        forbidden: list[str] | None = None,
    ) -> None:
        schemes = document.get("components", {}).get("securitySchemes", {})
        self._schemes: dict[str, dict[str, Any]] = {name: follow(document, scheme) for name, scheme in schemes.items()}
        self._accepted = accepted or {}
        self._refused = frozenset(refused or ())
        self._forbidden = frozenset(forbidden or ())
        self._prefixes = {
            scheme["scheme"].lower() + " "
            for scheme in self._schemes.values()
            if scheme.get("type") == "http" and isinstance(scheme.get("scheme"), str)
        }

    def credentials(self, operation: Operation, request: Request) -> tuple[Credential, ...]:
        """Return the credentials of the first alternative that `request` meets; none where none are asked for.

        Raises:
            Refused: it meets no alternative, or with a credential that is not accepted.
        """
        if not operation.security:
            return ()
        alternatives = [self._meeting(requirement, request) for requirement in operation.security]
        met = [found for found in alternatives if found is not None]
        if not met:
            came = bool(header_values(request.headers, "Authorization"))
            cause = Cause.BAD_CREDENTIAL if came else Cause.UNAUTHENTICATED
            raise Refused(cause, "no credential of a kind that the operation takes came with the request")
        # An anonymous alternative counts last: a credential that came is what its sender wants to be known by.
        for found in sorted(met, key=len, reverse=True):
            if all(self._is_accepted(credential) for credential in found):
                if any(credential.secret in self._forbidden for credential in found):
                    raise Refused(Cause.FORBIDDEN, "this credential may not do that")
                return found
        raise Refused(Cause.BAD_CREDENTIAL, "the credential is not accepted")

    def _meeting(self, requirement: dict[str, Any], request: Request) -> tuple[Credential, ...] | None:
        found: list[Credential] = []
        for name in requirement:
            scheme = self._schemes.get(name)
            secret = None if not is_object(scheme) else self._secret(scheme, request)
            if secret is None:
                return None
            found.append(Credential(name, secret))
        return tuple(found)

    def _is_accepted(self, credential: Credential) -> bool:
        listed = self._accepted.get(credential.scheme)
        return credential.secret not in self._refused and (listed is None or credential.secret in listed)

    def _secret(self, scheme: dict[str, Any], request: Request) -> str | None:
        """Return the secret that a request carries for a scheme, or None."""
        kind = scheme.get("type")
        if kind == "apiKey":
            return self._api_key(str(scheme.get("name")), scheme.get("in"), request)
        if kind == "mutualTLS":
            return ""  # below HTTP: a stand-in has no certificates
        name = str(scheme.get("scheme", "bearer")) if kind == "http" else "bearer"
        for value in header_values(request.headers, "Authorization"):
            word, _, rest = value.partition(" ")
            if word.lower() == name.lower() and rest.strip():
                return _basic(rest.strip()) if name.lower() == "basic" else rest.strip()
        return None

    def _api_key(self, name: str, location: Any, request: Request) -> str | None:
        if location == "query":
            values = [value for key, value in request.query if key == name]
        elif location == "cookie":
            cookies = ";".join(header_values(request.headers, "Cookie")).split(";")
            pairs = [cookie.strip().partition("=") for cookie in cookies]
            values = [value for key, _, value in pairs if key == name]
        else:
            values = list(header_values(request.headers, name))
            if name.lower() == "authorization":  # what has the prefix of an HTTP scheme is that scheme's
                values = [value for value in values if not value.lower().startswith(tuple(self._prefixes))]
        return next((value for value in values if value), None)


def _basic(text: str) -> str | None:
    """Return `user:password` out of the credentials of HTTP Basic (RFC 7617), None where they are none."""
    try:
        pair = base64.b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    return pair if ":" in pair else None
