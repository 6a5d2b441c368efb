"""Code for fresh interpreters; each piece prints the seconds that it measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.package import answer_type

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.package import Package
    from generator.emit.facts import MethodFacts

LIBRARIES = "import httpx2, pydantic; pydantic.BaseModel, pydantic.TypeAdapter"
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
def seconds():
    started = time.perf_counter()
    decode()
    return time.perf_counter() - started
decode()  # builds what is built once
print(statistics.median(seconds() for _ in range(15)))
"""
_OUR_CLIENT = """
import httpx2
from {package} import {client}
answer = lambda request: httpx2.Response(200, headers={{"Content-Type": "application/json"}}, content=body)
client = {client}(http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))
decode = client.{tag}.raw.{method}({arguments}).parse
"""
_THEIR_CLIENT = """
sys.path.insert(0, {folder!r})
from {package} import models
decode = lambda: {decode}
"""
_THEIR_MODELS = """
sys.path.insert(0, {folder!r})
import models
from pydantic import TypeAdapter
adapter = TypeAdapter({type_of})
decode = lambda: adapter.validate_json(body)
"""


def once(code: str, before: str = "pass") -> str:
    """Return what times `code` once, after `before`."""
    return _ONCE.format(before=before, code=code)


def our_client(package: Package, tag: str, method: MethodFacts) -> str:
    """Return what times decoding the answer on stdin with a generated client, between a server's bytes and models."""
    code = _OUR_CLIENT.format(
        package=package.facts.import_name,
        client=package.facts.client,
        tag=tag,
        method=method.name,
        arguments=package.examples.call(method),
    )
    return _DECODING.format(code=code)


def their_client(folder: Path, package: str, method: MethodFacts) -> str:
    """Return what times decoding the answer on stdin with the client that openapi-python-client's command made."""
    component, is_list = answer_type(method)
    one = f"models.{component}.from_dict"
    decode = f"[{one}(each) for each in json.loads(body)]" if is_list else f"{one}(json.loads(body))"
    return _DECODING.format(code=_THEIR_CLIENT.format(folder=str(folder), package=package, decode=decode))


def their_models(folder: Path, method: MethodFacts) -> str:
    """Return what times decoding the answer on stdin with the models that datamodel-codegen's command made."""
    component, is_list = answer_type(method)
    type_of = f"list[models.{component}]" if is_list else f"models.{component}"
    return _DECODING.format(code=_THEIR_MODELS.format(folder=str(folder), type_of=type_of))
