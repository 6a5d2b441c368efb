"""Hosts that a user allowed, and the addresses behind their names: a name never leads into a private network unasked."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import SplitResult, urlsplit

from generator.document.findings import Place, fail
from generator.workspace.transfer import Request

if TYPE_CHECKING:
    from collections.abc import Iterable

_Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Allowed:
    """The hosts of `--allow-host`: names or addresses, each with a port where only that is allowed."""

    def __init__(self, hosts: Iterable[str]) -> None:
        """Allow `hosts`.

        Raises:
            SpecloomError: one is no host.
        """
        self._hosts = {_host(text) for text in hosts}

    def has(self, url: str) -> bool:
        """Tell whether `url` is one of http or https, without credentials, of a host that was allowed."""
        parts = urlsplit(url)
        port = _PORTS.get(parts.scheme)
        if port is None or parts.username is not None or not parts.hostname:
            return False
        return not self._hosts.isdisjoint({(parts.hostname, None), (parts.hostname, parts.port or port)})

    def request(self, url: str, at: Place) -> Request:
        """Return the request for a URL of an allowed host, to an address that its name has now.

        An address of a private network or of this machine must have been allowed itself; `localhost` is this machine.

        Raises:
            SpecloomError: no address of the host may be asked; `at` is the place of the reference.
            OSError: the host is unknown.
        """
        parts = urlsplit(url)
        host = (
            (parts.hostname or "").encode("idna").decode()
            if ":" not in (parts.hostname or "")
            else parts.hostname or ""
        )
        if _literal(host) is not None:
            return Request(url, {}, {})
        port = parts.port or _PORTS[parts.scheme]
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = sorted({str(info[4][0]) for info in found}, key=lambda address: (":" in address, address))
        for address in addresses:
            if self._may_ask(host, address):
                there = f"[{address}]" if ":" in address else address
                pinned = SplitResult(parts.scheme, f"{there}:{port}", parts.path, parts.query, "").geturl()
                name = host if parts.port is None else f"{host}:{parts.port}"
                return Request(pinned, {"Host": name}, {"sni_hostname": host})
        message = f"refers to {host!r}, which is {addresses[0]}, an address of a private network"
        raise fail("private-address", message, at, f"If it is to be asked, allow it with --allow-host {addresses[0]}.")

    def _may_ask(self, host: str, text: str) -> bool:
        address = ipaddress.ip_address(text.partition("%")[0])
        if _is_public(address) or (host == "localhost" and address.is_loopback):
            return True
        return any(name == str(address) for name, _ in self._hosts)


def _host(text: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(f"//{text}" if text.count(":") < 2 or text.startswith("[") else f"//[{text}]")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
        parts = urlsplit("")
    if not host or parts.path or parts.query or parts.fragment or parts.username is not None or "*" in host:
        raise fail(
            "usage", f"--allow-host {text!r} is no host", remedy="Write its name alone, such as specs.example.com."
        )
    return host, port


def _literal(host: str) -> _Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_public(address: _Address) -> bool:
    """Tell whether an address, and the one inside it where it carries one, is reachable for everybody."""
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return all(each.is_global for each in inner if each is not None)
