"""`specloom release`: the next version of a vendor's package, and the entry of its changelog."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.project import chosen, progress, project, report
from generator.cli.termination import interruptible
from generator.document.findings import SpecloomError, fail

if TYPE_CHECKING:
    from generator.drift.releases.proposal import Proposal
    from generator.drift.releases.writing import Edited
    from generator.emit.engines import Engines
    from generator.workspace.paths import ProjectPaths
    from generator.workspace.vendor_model import Vendor

_HELP = """Propose the next version of a vendor's package, and write it.

Compares the vendor with its last release: the documents, and the public surface of the packages. What breaks calls or
code asks for a new major version (in 0.x: a new minor one); docs/releases.md has the rules. Writes package.version in
vendor.yaml, the entry on top of CHANGELOG.md beside it, and the package. Reads git, and changes nothing in it."""


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(help=_HELP)(release)


def release(
    vendor: Annotated[str, typer.Argument(help="A vendor in specs/.")],
    *,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REF",
            help="The last release: a tag or commit, or a folder with the project as it was.",
            show_default="the highest tag DISTRIBUTION-vVERSION",
        ),
    ] = None,
    version: Annotated[str, typer.Option(help="Another version than the proposed one.", show_default=False)] = "",
    day: Annotated[
        str, typer.Option("--date", metavar="YYYY-MM-DD", help="The day of the release.", show_default="today")
    ] = "",
    type_check: Annotated[
        bool, typer.Option("--type-check", help="Tell which recorded calls and examples no longer type-check.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the entry, and write nothing.")] = False,
) -> None:
    """Release.

    Raises:
        SpecloomError: either state cannot be used, or a file not written.
    """
    from generator.emit.engines import Engines
    from generator.workspace.vendor import load_vendor

    paths = project()
    [name] = chosen(paths, [vendor])
    released_on = _day(day)
    described = load_vendor(paths.specs / name)
    with interruptible(), Engines(paths.templates) as engines:
        proposal = _proposal(paths, described, since, engines, typed=type_check)
        report(proposal.findings)
        if proposal.released and not proposal.rewritten and not version:
            typer.echo(f"{name}: nothing to release since {proposal.since}")
            return
        edited = _edited(described, proposal, released_on, version, keep=not day)
        typer.echo(_headline(name, proposal, edited.version))
        if dry_run:
            typer.echo(f"\n{edited.entry}", nl=False)
            return
        _write(paths, name, edited, engines)
    from generator.drift.releases.baseline import tag_of

    typer.echo(f"When it is committed: git tag {tag_of(described.package.distribution, edited.version)}")


def _day(given: str) -> date:
    """Return the day of the release; SOURCE_DATE_EPOCH stands for now where it is set."""
    if given:
        try:
            return date.fromisoformat(given)
        except ValueError as error:
            raise fail("usage", f"--date {given!r} is no day", remedy="Write it as 2026-01-31.") from error
    now = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(now), UTC).date() if now.isdecimal() else datetime.now(UTC).date()


def _proposal(paths: ProjectPaths, vendor: Vendor, since: str | None, engines: Engines, *, typed: bool) -> Proposal:
    from generator.drift.releases.baseline import laid_out, last_tag
    from generator.drift.releases.proposal import first, propose

    reference = since if since is not None else last_tag(paths.root, vendor.package.distribution)
    if reference is None:
        return first(vendor)
    with laid_out(paths.root, vendor.vendor, reference) as base, progress() as say:
        say(f"comparing {vendor.vendor} with {reference}")
        return propose(vendor, base, engines, today=datetime.now(UTC).date(), typed=typed)


def _edited(vendor: Vendor, proposal: Proposal, day: date, version: str, *, keep: bool) -> Edited:
    """Return the edited files; with `keep`, an entry of the version that is there already keeps its day."""
    from generator.drift.releases.changelog import entries
    from generator.drift.releases.writing import edited

    result = edited(vendor, proposal, day, version=version)
    before = entries(vendor.changelog).get(result.version)
    return edited(vendor, proposal, date.fromisoformat(before), version=version) if keep and before else result


def _headline(name: str, proposal: Proposal, version: str) -> str:
    from generator.drift.reports.wording import tally

    if not proposal.released:
        return f"{name}: {version}, the first release"
    said = tally(proposal.changes) if proposal.changes else "no change of the API or of the package's surface"
    return f"{name}: {proposal.released} → {version} ({said}; since {proposal.since})"


def _write(paths: ProjectPaths, name: str, edited: Edited, engines: Engines) -> None:
    """Write the files and the package that they give, or, where that fails, nothing."""
    from generator.document import load
    from generator.emit.project import filler, generate
    from generator.workspace.publish import write_file

    before = {path: load.read_text(path) if path.is_file() else None for path in edited.texts}
    changed = [path for path, text in edited.texts.items() if before[path] != text]
    try:
        for path in changed:
            write_file(path, edited.texts[path])
        [package] = generate(paths, [name], filler(paths, lambda _: None, engines))
    except SpecloomError:
        for path, old in before.items():
            if old is None:
                path.unlink(missing_ok=True)
            else:
                write_file(path, old)
        raise
    for path in changed:
        typer.echo(f"{path.relative_to(paths.root)}: written")
    typer.echo(f"{(paths.generated / name).relative_to(paths.root)}: {'written' if package.changed else 'unchanged'}")
