"""Code for fresh interpreters; each piece prints the seconds that it measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.package import answer_type
from benchmarks.samples import Probe

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.package import Package
    from generator.emit.facts import MethodFacts

_ONCE = """
import time
{before}
started = time.perf_counter()
{code}
print(time.perf_counter() - started)
"""
_DECODING = """
import json, statistics, sys, time
body = sys.stdin.buffer.read()
{code}
def seconds(decode):
    started = time.perf_counter()
    decode()
    return time.perf_counter() - started
turns = [[seconds(decode) for decode in decodes] for _ in range(16)]
print(*map(statistics.median, zip(*turns[1:])))  # the first one builds what is built once
"""
_OUR_CLIENT = """
import httpx2
from pydantic import TypeAdapter
from {package} import {client}, models
answer = lambda request: httpx2.Response(200, headers={{"Content-Type": "application/json"}}, content=body)
client = {client}(http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))
adapter = TypeAdapter({type_of})
decodes = [lambda: adapter.validate_json(body), client.{tag}.raw.{method}({arguments}).parse]
"""
_THEIR_CLIENT = """
sys.path.insert(0, {folder!r})
from {package} import models
decodes = [lambda: {decode}]
"""
_THEIR_MODELS = """
sys.path.insert(0, {folder!r})
import models
from pydantic import TypeAdapter
adapter = TypeAdapter({type_of})
decodes = [lambda: adapter.validate_json(body)]
"""


def once(what: str, code: str, before: str = "") -> Probe:
    """Return what times `code` once, after `before`."""
    return Probe((what,), _ONCE.format(before=before, code=code))


def our_client(package: Package, tag: str, method: MethodFacts) -> Probe:
    """Return what times decoding the answer on stdin, from a server's bytes to models.

    First with pydantic's own decoder of the same type, then with a generated client.
    """
    code = _OUR_CLIENT.format(
        package=package.facts.import_name,
        client=package.facts.client,
        tag=tag,
        method=method.name,
        arguments=package.examples.call(method),
        type_of=_type_of(method),
    )
    called = f"{tag}.{method.name}"
    return Probe((f"pydantic, {called}", f"{package.facts.client}, {called}"), _DECODING.format(code=code))


def their_client(what: str, folder: Path, package: str, method: MethodFacts) -> Probe:
    """Return what times decoding the answer on stdin with the client that openapi-python-client's command made."""
    component, is_list = answer_type(method)
    one = f"models.{component}.from_dict"
    decode = f"[{one}(each) for each in json.loads(body)]" if is_list else f"{one}(json.loads(body))"
    code = _THEIR_CLIENT.format(folder=str(folder), package=package, decode=decode)
    return Probe((what,), _DECODING.format(code=code))


def their_models(what: str, folder: Path, method: MethodFacts) -> Probe:
    """Return what times decoding the answer on stdin with the models that datamodel-codegen's command made."""
    code = _THEIR_MODELS.format(folder=str(folder), type_of=_type_of(method))
    return Probe((what,), _DECODING.format(code=code))


def _type_of(method: MethodFacts) -> str:
    component, is_list = answer_type(method)
    return f"list[models.{component}]" if is_list else f"models.{component}"
