"""`specloom` and its commands; each is a small module that imports what it needs when it runs.

Exit codes: 0 fine, 1 a finding, 2 unusable input or usage, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import typer

from generator import __version__
from generator.cli import add, diff, drift, extract, generate, normalise, record, refresh, release, serve, verify
from generator.document.findings import SpecloomError
from generator.workspace.refusals import is_refusal, refused

_INTERRUPTED = 130

app = typer.Typer(
    name="specloom",
    help="Vendors' API documentation in, one normalised OpenAPI document and one typed Python client per vendor out.",
    no_args_is_help=True,
    epilog="Exit codes: 0 fine, 1 a finding, 2 unusable input or usage, 130 interrupted.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for module in (generate, normalise, extract, refresh, diff, drift, release, add, serve, record, verify):
    module.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"specloom {__version__}")
        raise typer.Exit


@app.callback()
def _options(  # pyright: ignore[reportUnusedFunction]
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback when something fails.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    if debug:
        os.environ["SPECLOOM_DEBUG"] = "1"


def main() -> NoReturn:
    """Run the command line and exit: 0 fine, 1 a finding, 2 unusable input or usage, 130 interrupted."""
    try:
        code = app(standalone_mode=False)
    except SpecloomError as error:
        _debug()
        for finding in error.findings:
            _complain(f"error: {finding}")
        code = 2
    except (KeyboardInterrupt, typer.Abort):
        code = _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        code = _unexpected(error)
    if code == _INTERRUPTED:  # what typer makes of KeyboardInterrupt as well
        _complain("interrupted")
        # An interrupt inside code that is made of text, as that of dataclasses, has Python end itself by the signal at exit,
        # whoever caught it; running other such code makes it forget that.
        eval("None")  # noqa: S307
    sys.exit(code if isinstance(code, int) else 0)


def _unexpected(error: Exception) -> int:
    usage = getattr(error, "format_message", None)  # click's usage errors
    if callable(usage):
        context = getattr(error, "ctx", None)
        if context is not None:
            _complain(f"{context.get_usage()}\nTry '{context.command_path} --help' for help.\n")
        _complain(f"error: {usage()}")
        return 2
    _debug()
    if is_refusal(error):
        _complain(f"error: {refused(error)}")
        return 2
    _complain(f"error: {type(error).__name__}: {error}\n  This is a fault of specloom; --debug shows where.")
    return 2


def _debug() -> None:
    if os.environ.get("SPECLOOM_DEBUG"):
        import traceback

        traceback.print_exc()


def _complain(text: str) -> None:
    typer.echo(text, err=True)
