"""`specloom serve`: a server that stands in for a vendor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.project import ALLOW_HOST, project, report
from generator.document.findings import fail

if TYPE_CHECKING:
    from generator.standin.serving.app import StandInApp
    from generator.standin.serving.source import Source
    from generator.standin.standin import StandIn
    from generator.workspace.vendor import Vendor

_HELP = """Serve a stand-in: a server that behaves as the document of a vendor, or any OpenAPI 3 document, says.

What is made with it is forgotten when it ends, unless --state FILE keeps it. Its page is at / of its address."""


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(help=_HELP)(serve)


def serve(
    what: Annotated[str, typer.Argument(metavar="VENDOR | FILE", help="A vendor in specs/, or one file.")],
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 is any that is free.")] = 8080,
    host: Annotated[
        str, typer.Option(help="The address to listen at; others than this machine can reach.")
    ] = "127.0.0.1",
    state: Annotated[
        Path | None, typer.Option(help="Keep what is made in this file, through ends and crashes.")
    ] = None,
    no_limits: Annotated[
        bool, typer.Option("--no-limits", help="Limit neither the rate nor the number of simultaneous calls.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Decides everything that is made up.")] = 0,
    allow_host: Annotated[list[str] | None, typer.Option(help=ALLOW_HOST, metavar="HOST")] = None,
    log: Annotated[bool, typer.Option("--log", help="Print a line for each request, without credentials.")] = False,
) -> None:
    """Serve a stand-in until it is interrupted.

    Raises:
        SpecloomError: the document cannot be used, the state cannot be kept, or the port cannot be had.
    """
    from contextlib import closing

    from generator.standin.keeping.store_file import memory_store, open_store
    from generator.standin.serving.app import make_app
    from generator.standin.serving.local import is_loopback
    from generator.standin.serving.server import run
    from generator.standin.standin import StandIn

    source = _read(what, allow_host or [])
    document = source.document
    identity = source.vendor.vendor if source.vendor else str(document["info"].get("title", what))
    with closing(open_store(state, identity) if state else memory_store()) as store:
        standin = StandIn(
            document, source.name, behaviour=source.behaviour, store=store, seed=seed, with_limits=not no_limits
        )
        app = make_app(standin, log=_say if log else None)
        if not is_loopback(host):
            _say(f"warning: others than this machine can reach {host}, with any credential")
        run(app, host, port, ready=lambda url: _say(_greeting(app, url, source.vendor, state)))


def _read(what: str, allow_hosts: list[str]) -> Source:
    from generator.cli.download import fetcher
    from generator.standin.serving.source import is_file, of_file, of_vendor

    if not is_file(what) and not Path(what).is_file():
        if allow_hosts:
            raise fail("usage", "--allow-host goes with a file")
        return of_vendor(project(), what)
    source = of_file(Path(what), fetcher(allow_hosts))
    report(source.findings)
    return source


def _greeting(app: StandInApp, url: str, vendor: Vendor | None, state: Path | None) -> str:
    """Return what is said when clients can connect: where, how to call it, what it keeps."""
    from generator.standin.serving.kept import Kept, title_of

    standin = app.standin
    count, operations = sum(Kept(standin).counts().values()), len(standin.api.operations)
    page = "; / is a page that lists them" if app.has_page else ""
    lines = [f"{title_of(standin)}: {url} serves {operations} operations{page}."]
    if vendor is not None:
        package = vendor.package
        arguments = "".join(f', {name}="{text}"' for name, text in _credentials(standin, vendor))
        lines += [f"  from {package.import_name} import {package.client}"]
        lines += [f'  {vendor.vendor} = {package.client}(base_url="{url}"{arguments})']
    else:
        lines += [f'  Its client takes base_url="{url}"; specloom generate --spec makes one.']
    kept = f"{state}, with {count} things" if state else "in memory, gone when this ends"
    return "\n".join([*lines, f"State: {kept}. Ctrl-C ends it."])


def _credentials(standin: StandIn, vendor: Vendor) -> list[tuple[str, str]]:
    """Return the arguments of the generated client that hold what most operations ask for first, with accepted values."""
    from collections import Counter

    from generator.standin.serving.curl import Curl

    asked = Counter(tuple(each.security[0]) for each in standin.api.operations if each.security)
    schemes = asked.most_common(1)[0][0] if asked else ()
    return [
        (vendor.authentication[name].argument, Curl(standin).credential(name))
        for name in schemes
        if name in vendor.authentication
    ]


def _say(text: str) -> None:
    typer.echo(text, err=True)
