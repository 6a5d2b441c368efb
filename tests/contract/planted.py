"""A secret planted in every place of a recording that comes to mind, and a small API with every way to send one."""

from __future__ import annotations

import base64
import binascii
import bz2
import gzip
import html
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

from generator.contract.cassettes.cassette import Call, Cassette
from generator.exchange.messages import Interaction, Request, Response

BASE = "https://acme.vault.example/v1"
ITEM = f"{BASE}/items/42"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def document() -> dict[str, Any]:
    """An API with a credential of each kind, a tenant in its host, and ids in its paths."""
    answer = {"200": {"description": "Some.", "content": {"application/json": {"schema": {}}}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Vault", "version": "1"},
        "servers": [{"url": "https://{tenant}.vault.example/v1", "variables": {"tenant": {"default": "your-tenant"}}}],
        "security": [{"bearer": []}, {"basic": []}, {"key": []}, {"query": []}, {"cookie": []}, {"oauth": []}],
        "paths": {
            "/items": {
                "get": {"operationId": "items_list", "tags": ["items"], "responses": answer},
                "post": {"operationId": "items_create", "tags": ["items"], "responses": answer},
            },
            "/items/{item}": {
                "parameters": [
                    {"name": "item", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "Trace", "in": "header", "schema": {"type": "string"}},
                    {"name": "season", "in": "cookie", "schema": {"type": "string"}},
                ],
                "get": {
                    "operationId": "items_get",
                    "tags": ["items"],
                    "responses": {"200": {**answer["200"], "headers": {"X-Total": {"schema": {"type": "string"}}}}},
                },
            },
            "/kinds/{kind}": {
                "parameters": [
                    {"name": "kind", "in": "path", "required": True, "schema": {"enum": ["kind1", "kind2"]}},
                ],
                "get": {"operationId": "kinds_get", "tags": ["kinds"], "responses": answer},
            },
        },
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "basic": {"type": "http", "scheme": "basic"},
                "key": {"type": "apiKey", "in": "header", "name": "X-Vault-Pass"},
                "query": {"type": "apiKey", "in": "query", "name": "vault_pass"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "vault"},
                "oauth": {
                    "type": "oauth2",
                    "flows": {"clientCredentials": {"tokenUrl": "https://login.vault.example/token", "scopes": {}}},
                },
            }
        },
    }


def exchange(
    url: str = ITEM,
    *,
    method: str = "GET",
    sent: Any = b"",
    sent_as: str = "",
    headers: dict[str, str] | None = None,
    body: Any = b"",
    body_as: str = JSON,
    answered: dict[str, str] | None = None,
    status: int = 200,
) -> Interaction:
    """One exchange; what is no bytes is written as JSON or, being text, in UTF-8."""
    outgoing = {"accept": JSON} | ({"content-type": sent_as or JSON} if sent else {}) | (headers or {})
    incoming = ({"content-type": body_as} if body else {}) | (answered or {})
    return Interaction(
        Request(method, url, tuple(outgoing.items()), written(sent)),
        Response(status, tuple(incoming.items()), written(body)),
    )


def written(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    return value.encode() if isinstance(value, str) else json.dumps(value).encode()


def recording(*interactions: Interaction, **changes: Any) -> Cassette:
    call = Call("items.get", {"item": "42"}, {})
    made = Cassette(
        path=Path("vault/items.get/success.yaml"),
        vendor="vault",
        operation="items.get",
        case="success",
        provenance="live",
        note="Made up.",
        call=call,
        raises=None,
        retries=None,
        deviates={},
        interactions=interactions or (exchange(),),
    )
    return replace(made, **changes)


@dataclass(frozen=True)
class Planted:
    """A recording with a secret in it; `as_written` is how it stands there."""

    cassette: Cassette
    as_written: bytes


def both(secret: str) -> str:
    return f"user:{secret}"


def b64(text: str | bytes, before: int = 0) -> str:
    return base64.b64encode(b"\0" * before + written(text)).decode()


def b64url(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def jwt(claims: dict[str, Any]) -> str:
    return ".".join([b64url('{"alg":"HS256","typ":"JWT"}'), b64url(json.dumps(claims)), b64url("signed by nobody")])


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(sign):04x}" for sign in text)


def in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def percent(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


def archive(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("notes.txt", text * 3)
    return stream.getvalue()


def multipart(text: str, name: str = "note", kind: str = "", *, boundary: str = "5c1d2e") -> bytes:
    kind = f"Content-Type: {kind}\r\n" if kind else ""
    return (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n{kind}\r\n{text}\r\n--{boundary}--\r\n'
    ).encode()


MULTIPART = "multipart/form-data; boundary=5c1d2e"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe"

# What cannot be changed without being understood: writing it is refused.
REFUSED = {
    "response binary body",
    "request binary body",
    "response UTF-16 without a charset",
    "response archive",
    "response bzip2",
    "response xz",
    "response base32",
    "response quoted-printable",
    "response seven times percent-encoded",
    "metadata name of an argument",
}


def placements(secret: str) -> Iterator[tuple[str, Planted]]:
    """Yield (name, recording) for every place."""
    yield from _headers(secret)
    yield from _urls(secret)
    yield from _bodies("request", secret, lambda body, kind: exchange(method="POST", sent=body, sent_as=kind))
    yield from _bodies("response", secret, lambda body, kind: exchange(body=body, body_as=kind))
    yield from _oddities(secret)
    yield from _metadata(secret)


def _headers(secret: str) -> Iterator[tuple[str, Planted]]:
    def request(**headers: str) -> Planted:
        (value,) = headers.values()
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        return Planted(recording(exchange(headers=named)), value.encode())

    def response(name: str, value: str) -> Planted:
        return Planted(recording(exchange(answered={name: value})), value.encode())

    yield "header bearer", request(Authorization=f"Bearer {secret}")
    yield "header bearer in odd case", request(aUTHORIZATION=f"bEARER {secret}")
    yield "header bare credential", request(authorization=secret)
    yield "header basic", request(Authorization=f"Basic {b64(both(secret))}")
    yield "header basic as user", request(Authorization=f"Basic {b64(secret + ':x')}")
    yield "header digest", request(Authorization=f'Digest username="u", response="{secret}"')
    yield "header scheme of a vendor", request(Authorization=f"AWS4-HMAC-SHA256 Credential={secret}, Signature=x")
    yield "header scheme nobody knows", request(Authorization=f"Vault {secret}")
    yield "header two schemes", request(Authorization=f"Negotiate abc, Bearer {secret}")
    yield "header key in odd case", request(x_vAULT_pass=secret)
    yield "header proxy", request(Proxy_Authorization=f"Basic {b64(both(secret))}")
    yield "header undeclared", request(X_Session_Token=secret)
    yield "header declared parameter", request(Trace=f"from {secret} on")
    yield "header cookie", request(Cookie=f"vault={secret}; season=spring")
    yield "header other cookie", request(Cookie=f"season=spring; sid={quote(secret)}")
    yield "header cookie parameter", request(Cookie=f"season={quote(secret)}")
    yield "header content type", request(Content_Type=f'text/plain; note="{secret}"')
    yield "header set-cookie", response("Set-Cookie", f"vault={secret}; Path=/; HttpOnly")
    yield "header link", response("Link", f'<{BASE}/items?after={quote(secret)}>; rel="next"')
    yield "header link fragment", response("link", f'<{BASE}/items#access_token={quote(secret)}&x=1>; rel="next"')
    yield "header location", response("Location", f"{BASE}/items/{quote(secret, safe='')}")
    yield "header relative location", response("Location", f"/v1/items/1?x={quote(secret)}")
    yield "header location with user", response("Location", f"https://user:{quote(secret, safe='')}@other.example/x")
    yield "header etag", response("ETag", f'"{secret}"')
    yield "header declared of a response", response("X-Total", b64(secret))
    yield "header undeclared of a response", response("X-Debug", secret)
    named = exchange(answered={f"X-{b64url(secret)}": "1"})
    yield "header name", Planted(recording(named), b64url(secret).encode())


def _urls(secret: str) -> Iterator[tuple[str, Planted]]:
    def url(text: str, as_written: str = "") -> Planted:
        return Planted(recording(exchange(text)), (as_written or quote(secret, safe="")).encode())

    yield "query credential", url(f"{ITEM}?vault_pass={quote(secret, safe='')}")
    yield "query field", url(f"{ITEM}?q={quote(secret, safe='')}")
    yield "query field with plus", url(f"{ITEM}?q=a+{quote_plus(secret)}", quote_plus(secret))
    yield "query name", url(f"{ITEM}?{quote(secret, safe='')}=1")
    yield "query every sign encoded", url(f"{ITEM}?q={percent(secret)}", percent(secret))
    yield (
        "query encoded twice",
        url(f"{ITEM}?q={quote(quote(secret, safe=''), safe='')}", quote(quote(secret, safe=""))),
    )
    yield "query JSON", url(f"{ITEM}?where={quote(json.dumps({'a': [secret]}))}", quote(in_json(secret)))
    yield "query URL in a URL", url(f"{ITEM}?to={quote(f'https://x.example/?k={quote(secret)}', safe='')}")
    yield "query cursor", url(f"{ITEM}?cursor={b64url(json.dumps({'after': secret}))}", b64url(secret)[:-2])
    yield "query base64", url(f"{ITEM}?q={quote(b64(secret), safe='')}", b64(secret).rstrip("="))
    yield "path", url(f"{BASE}/items/{quote(secret, safe='')}")
    yield "path of nothing declared", url(f"{BASE}/other/{quote(secret, safe='')}/x")
    yield "user information", url(f"https://user:{quote(secret, safe='')}@acme.vault.example/v1/items/42")
    yield "fragment", url(f"{ITEM}#{quote(secret, safe='')}")
    yield "other host", url(f"https://x.example/{quote(secret, safe='')}")


def _bodies(side: str, secret: str, made: Callable[[Any, str], Interaction]) -> Iterator[tuple[str, Planted]]:
    def body(value: Any, as_written: str | bytes, kind: str = JSON) -> Planted:
        return Planted(recording(made(value, kind)), written(as_written))

    once, twice = json.dumps({"a": secret}), json.dumps({"b": json.dumps({"a": [secret]})})
    yield f"{side} field", body({"name": f"before {secret} after"}, in_json(secret))
    yield f"{side} credential field", body({"apiKey": secret}, in_json(secret))
    yield f"{side} array item", body({"list": [1, [secret]]}, in_json(secret))
    yield f"{side} key", body({secret: 1}, in_json(secret))
    yield f"{side} two keys", body({"a " + secret: 1, secret: 2}, in_json(secret))
    yield f"{side} id", body({"user_id": secret}, in_json(secret))
    yield f"{side} JSON in JSON", body({"payload": once}, in_json(in_json(secret)))
    yield f"{side} JSON in JSON in JSON", body({"payload": twice}, in_json(in_json(in_json(secret))))
    yield f"{side} unicode escapes", body(f'{{"a": "{escaped(secret)}"}}', escaped(secret))
    yield f"{side} broken JSON", body(f'{{"a": "{in_json(secret)}", "b": ', in_json(secret))
    yield f"{side} broken escapes", body(f'{{"a": "{escaped(secret)}", ', escaped(secret))
    for before in range(3):
        yield f"{side} base64 at {before}", body({"blob": b64(secret, before)}, b64(secret, before)[4:-4])
        yield f"{side} loose base64 at {before}", body(f"data {b64(secret, before)} end", b64(secret, before)[4:-4])
    yield f"{side} base64 url", body({"blob": b64url("??>" + secret)}, b64url("??>" + secret))
    yield f"{side} base64 twice", body({"blob": b64(b64(secret))}, b64(b64(secret)))
    yield (
        f"{side} base64 in lines",
        body({"blob": base64.encodebytes(b"x" * 50 + secret.encode()).decode()}, b64("x" * 9)),
    )
    packed = b64(gzip.compress(secret.encode(), mtime=0))
    yield f"{side} base64 of gzip", body({"blob": packed}, packed)
    yield f"{side} base64 of zlib", body({"blob": b64(zlib.compress(once.encode()))}, b64(zlib.compress(once.encode())))
    yield f"{side} data URL", body({"icon": f"data:text/plain;base64,{b64(secret)}"}, b64(secret))
    yield f"{side} hexadecimal", body({"blob": secret.encode().hex()}, secret.encode().hex())
    yield f"{side} capital hexadecimal", body({"blob": secret.encode().hex().upper()}, secret.encode().hex().upper())
    yield f"{side} percent-encoded text", body({"log": f"q={percent(secret)}"}, percent(secret))
    yield f"{side} entities", body(f"<p>{html.escape(secret)}</p>", html.escape(secret), "text/html")
    numbered = "".join(f"&#x{ord(sign):X};" for sign in secret)
    yield f"{side} numeric entities", body(f"<p>{numbered}</p>", numbered, "text/html")
    yield f"{side} XML attribute", body(f'<user name="{html.escape(secret)}"/>', html.escape(secret), "application/xml")
    yield f"{side} XML element", body(f"<password>{html.escape(secret)}</password>", html.escape(secret), "text/xml")
    yield f"{side} text", body(f"The token {secret} is wrong.", secret, "text/plain")
    yield f"{side} error message", body({"errors": [{"message": f"Invalid key '{secret}'"}]}, in_json(secret))
    yield f"{side} error of a field", body({"errors": {"password": [secret]}}, in_json(secret))
    yield f"{side} form", body(f"grant_type=x&note={quote_plus(secret)}", quote_plus(secret), FORM)
    yield f"{side} form credential", body(f"client_secret={quote(secret, safe='')}", quote(secret, safe=""), FORM)
    yield f"{side} multipart", body(multipart(secret), secret, MULTIPART)
    yield f"{side} multipart JSON", body(multipart(once, kind=JSON), in_json(secret), MULTIPART)
    yield f"{side} multipart name", body(multipart("x", quote(secret)), quote(secret), MULTIPART)
    yield f"{side} lines of JSON", body(f'{{"n": 1}}\n{once}\n', in_json(secret), "application/x-ndjson")
    yield f"{side} events", body(f"event: a\ndata: {once}\n\n", in_json(secret), "text/event-stream")
    yield f"{side} URL", body({"next": f"{BASE}/items?after={quote(secret)}"}, quote(secret))
    yield (
        f"{side} URL with user",
        body({"git": f"https://u:{quote(secret, safe='')}@x.example/r"}, quote(secret, safe="")),
    )
    yield f"{side} command line", body({"log": f"curl -H 'Authorization: Bearer {secret}' x"}, in_json(secret))
    yield f"{side} JWT", body({"blob": jwt({"sub": secret})}, jwt({"sub": secret}).split(".")[1][:-4])
    yield (
        f"{side} latin-1",
        body(f"é {secret}".encode("latin-1"), secret.encode("latin-1"), "text/plain; charset=latin-1"),
    )
    yield f"{side} compressed", body(gzip.compress(once.encode(), mtime=0), gzip.compress(once.encode(), mtime=0))
    yield f"{side} binary body", body(PNG + secret.encode() + PNG, secret, "image/png")


def _oddities(secret: str) -> Iterator[tuple[str, Planted]]:
    def body(value: Any, as_written: str | bytes, kind: str = "application/octet-stream") -> Planted:
        return Planted(recording(exchange(body=value, body_as=kind)), written(as_written))

    wide = b"\xff\xfe" + secret.encode("utf-16-le")
    many = secret
    for _ in range(7):
        many = percent(many) if many == secret else many.replace("%", "%25")
    quoted = "".join(f"={byte:02X}" for byte in secret.encode())
    yield "response UTF-16", body(wide, wide, "text/plain; charset=utf-16")
    yield "response UTF-16 without a charset", body(wide, wide)
    yield "response archive", body(archive(secret), archive(secret))
    yield "response bzip2", body(bz2.compress(secret.encode()), bz2.compress(secret.encode()))
    yield "response xz", body(lzma.compress(secret.encode()), lzma.compress(secret.encode()))
    yield "response base32", body(base64.b32encode(secret.encode()), base64.b32encode(secret.encode()), "text/plain")
    yield "response quoted-printable", body(quoted, quoted, "text/plain")
    yield "response seven times percent-encoded", body(many, many, "text/plain")
    yield "response split by lines", body("\n".join(secret), "\n".join(secret), "text/plain")
    yield (
        "response of another kind than it says",
        body(json.dumps({"a": escaped(secret)}), escaped(secret)[:12], "text/html"),
    )


def _metadata(secret: str) -> Iterator[tuple[str, Planted]]:
    plain = in_json(secret).encode()
    yield "metadata argument", Planted(recording(call=Call("items.get", {"item": "42", "q": secret}, {})), plain)
    yield "metadata nested argument", Planted(recording(call=Call("items.get", {"json": {"a": [secret]}}, {})), plain)
    yield "metadata client", Planted(recording(call=Call("items.get", {}, {"token": secret})), plain)
    yield "metadata client of another name", Planted(recording(call=Call("items.get", {}, {"region": secret})), plain)
    yield (
        "metadata name of an argument",
        Planted(
            recording(call=Call("items.get", {f"a{binascii.hexlify(secret.encode()).decode()}": 1}, {})),
            binascii.hexlify(secret.encode()),
        ),
    )
    yield "metadata note", Planted(recording(note=f"Recorded with {secret}."), plain)
    reason = {"/interactions/0/response/body": f"It is {secret}."}
    yield "metadata reason", Planted(recording(deviates=reason), plain)
    pointer = {f"/interactions/0/request/query/{quote(secret, safe='')}": "Shown."}
    yield "metadata pointer", Planted(recording(deviates=pointer), quote(secret, safe="").encode())
