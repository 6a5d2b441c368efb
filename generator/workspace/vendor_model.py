"""vendor.yaml as data: who the vendor is, where the documents come from, what the client package looks like."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class CapturedSource:
    """Facts extracted from a page: the file name below captured/, and the page it comes from.

    `page` is the file name of the page's local copy, `url` where the vendor publishes it if that is known, `dialect` the
    extractor to use where recognition by content is not wanted.
    """

    captured: str
    page: str
    url: str = ""
    dialect: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenSource:
    """An OpenAPI document written by hand: its file name beside vendor.yaml.

    `page` and `url` are those of the prose that it was written from, as for `CapturedSource`; "" where there is none.
    """

    spec: str
    page: str = ""
    url: str = ""

    @property
    def captured(self) -> str:
        """The file below captured/ that says what of its page was read; "" where it has no page."""
        return f"{self.page.rpartition('.')[0] or self.page}.yaml" if self.page else ""


@dataclass(frozen=True, slots=True)
class Package:
    """Names of the generated package: distribution, import name, client class; and its version."""

    distribution: str
    import_name: str
    client: str
    version: str


@dataclass(frozen=True, slots=True)
class Servers:
    """Where requests go.

    `regions` maps a region to its base URL, the first being the default; `variables` maps a server variable to the
    environment variable that supplies it; `environment` names the one that overrides the base URL.
    """

    regions: Mapping[str, str] = field(default_factory=dict[str, str])
    variables: Mapping[str, str] = field(default_factory=dict[str, str])
    environment: str | None = None


@dataclass(frozen=True, slots=True)
class LoginField:
    """One of the two things that a login takes: its member of the request, the client's argument, the environment variable."""

    field: str
    argument: str
    environment: str


@dataclass(frozen=True, slots=True)
class Login:
    """A call in JSON that exchanges a name and a password for the credential of a security scheme.

    `environment` names the variable that replaces `url`, as the argument `login_url` does; `token` and `expires_in` are
    JSON pointers into the answer, the latter None where it does not tell.
    """

    url: str
    environment: str
    username: LoginField
    password: LoginField
    token: str
    expires_in: str | None = None


@dataclass(frozen=True, slots=True)
class Authentication:
    """How the client gets the credential of one security scheme: its argument, else the environment variable, else a login."""

    argument: str
    environment: str
    login: Login | None = None


@dataclass(frozen=True, slots=True)
class Pagination:
    """How an operation pages. Which fields are set depends on `style`; vendor.schema.json says which.

    `page`, `size`, `offset`, `limit` and `cursor` are wire names of query parameters, or, with `in: body`, JSON pointers
    into the request; `items`, `last`, `more`, `total` and `next` are JSON pointers into the response. `first` is the
    number of the first page, `relation` that of the link to the next.
    """

    style: str
    in_: str | None = None
    items: str | None = None
    relation: str | None = None
    page: str | None = None
    first: int | None = None
    size: str | None = None
    last: str | None = None
    offset: str | None = None
    limit: str | None = None
    more: str | None = None
    total: str | None = None
    cursor: str | None = None
    next: str | None = None

    @classmethod
    def from_dict(cls, written: Mapping[str, Any]) -> Self:
        """Return what vendor.yaml says; `in` is a keyword of Python."""
        return cls(**{"in_" if name == "in" else name: value for name, value in written.items()})

    def as_dict(self) -> dict[str, str | int]:
        """Return the fields that are set, as vendor.yaml writes them."""
        values = {each.name.rstrip("_"): getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the vendor and the method it becomes.

    `name` is resource and method, dotted (`scripts.logs.list`). With `joined`, several operations of one path share the
    name and make one method that takes the HTTP method as an argument. `parameters` maps wire names to Python names.
    """

    method: str
    path: str
    name: str
    joined: bool = False
    pagination: Pagination | None = None
    idempotent: bool | None = None
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Accepted:
    """A change upstream that is known and accepted, with the reason, until the day `expires`; None for no end."""

    fingerprint: str
    reason: str
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Vendor:
    """All of one vendor.yaml; `operations` is keyed as there, `"GET /v1/scripts"`; `schemas` maps to our names.

    `changelog` is the text of CHANGELOG.md beside it, "" where nothing has been released yet.
    """

    folder: Path
    vendor: str
    title: str
    sources: tuple[CapturedSource | WrittenSource, ...]
    package: Package
    servers: Servers = Servers()
    authentication: Mapping[str, Authentication] = field(default_factory=dict[str, Authentication])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    operations: Mapping[str, Operation] = field(default_factory=dict[str, Operation])
    schemas: Mapping[str, str] = field(default_factory=dict[str, str])
    accepted: tuple[Accepted, ...] = ()
    changelog: str = ""
