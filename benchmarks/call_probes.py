"""Code that times calls of a client and raw calls of its HTTP library, in turns, in one fresh interpreter.

The transport answers at once from memory, with what stands on stdin. A raw call asks the same, with the token as its
only header, and reads the answer's bytes; it decodes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.contestants import BASE_URL, NEW, SCRIPT_ID, TOKEN
from benchmarks.samples import Probe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.contestants import Contestant

PAGES = 3
RAW_GET = f"plain.get('{BASE_URL}/v1/scripts/{SCRIPT_ID}', headers=headers)"
RAW_CREATE = f"plain.post('{BASE_URL}/v1/scripts', headers=headers, json=dict({NEW}))"
RAW_PAGES = f"[plain.get(f'{BASE_URL}/v1/scripts?page={{n}}', headers=headers).content for n in range({PAGES})]"

_SETUP = """
{contestant.path}
import sys
import {contestant.http} as http
body = sys.stdin.buffer.read()
sent = {{"Content-Type": "application/json"}}
def one(request):
    return http.Response(200 if request.method == "GET" else 201, headers=sent, content=body)
def paged(request):
    page = int(request.url.params.get("page", 0)) + 1
    link = {{"Link": f'<?page={{page}}>; rel="next"'}} if page < {pages} else {{}}
    return http.Response(200, headers={{**sent, **link}}, content=body)
transport = http.MockTransport({answer})
plain = http.{contestant.http_client}(transport=transport)
headers = {{"Authorization": "Bearer {token}"}}
{contestant.client}
"""
_CALLING = """
import asyncio, time
{define} seconds(call):
    started = time.perf_counter()
    for _ in range(100):
        {wait}call()
    return (time.perf_counter() - started) / 100
{define} fastest(*calls):
    batches = [[{wait}seconds(call) for call in calls] for _ in range(21)]
    return map(min, zip(*batches))  # what slows a batch down is the machine, not the call
"""


def in_turns(
    contestant: Contestant, what: Sequence[str], calls: Sequence[str], *, answer: str = "one", before: str = ""
) -> Probe:
    """Return what times the expressions `calls`, in batches that take turns; of each the fastest counts.

    `plain`, `headers` and `body` are there for them, and what the contestant's `client` and `before` make.
    """
    setup = _setup(contestant, answer)
    every = ", ".join(f"lambda: {call}" for call in calls)
    if contestant.awaited:
        calling, run = _CALLING.format(define="async def", wait="await "), f"asyncio.run(fastest({every}))"
    else:
        calling, run = _CALLING.format(define="def", wait=""), f"fastest({every})"
    return Probe(tuple(what), f"{setup}{before}\n{calling}\nprint(*{run})")


def first_answer(contestant: Contestant) -> str:
    """Return what makes a client, gets one script with it, and all that needs."""
    return f"{_setup(contestant, 'one')}\n{contestant.get}"


def _setup(contestant: Contestant, answer: str) -> str:
    return _SETUP.format(contestant=contestant, pages=PAGES, answer=answer, token=TOKEN)
