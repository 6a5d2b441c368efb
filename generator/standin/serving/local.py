"""Who may look into a stand-in: the machine that it runs on, and no page of another site that a browser there shows.

A page from anywhere can let its own name lead to 127.0.0.1 and then read what is served there as its own (DNS rebinding).
An address in the Host header cannot be bent so, nor can `localhost`.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.standin.serving.addresses import authority

if TYPE_CHECKING:
    from starlette.types import Scope


def refusal(scope: Scope) -> str:
    """Return why a request may not control the stand-in, "" where it may."""
    hosts, origins = _values(scope, b"host"), _values(scope, b"origin")
    client = scope.get("client")
    if client is not None and not is_loopback(client[0]):
        return f"only this machine may control the stand-in, not {client[0]}"
    if len(hosts) != 1 or not is_loopback(_name(hosts[0])):
        return "the stand-in is controlled as localhost or by a loopback address, not by another name"
    if any(origin not in {f"http://{hosts[0]}", f"https://{hosts[0]}"} for origin in origins):
        return "a page of another site may not control the stand-in"
    return ""


def has_plain_host(scope: Scope) -> bool:
    """Tell whether a request calls the server by an address or as localhost, and so by no name that can be bent."""
    hosts = _values(scope, b"host")
    return len(hosts) == 1 and (is_loopback(_name(hosts[0])) or _address(_name(hosts[0])) is not None)


def is_loopback(host: str) -> bool:
    """Tell whether `host` is this machine: a loopback address, or a name that always is one (RFC 6761 section 6.3)."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    address = _address(host)
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:  # a socket for both versions says it so
        address = address.ipv4_mapped
    return address is not None and address.is_loopback


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _name(host: str) -> str:
    """Return a Host header without its port, "" where it is none."""
    text = authority(host.encode("latin-1"))
    return (text and urlsplit(f"//{text}").hostname) or ""


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]
