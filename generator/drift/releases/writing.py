"""A release in specs/: the version in vendor.yaml, and the entry in CHANGELOG.md beside it, which packages carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document import load, yaml_text
from generator.document.findings import Place, fail
from generator.drift.releases import changelog
from generator.drift.releases.versions import precedence
from generator.workspace.vendor import CHANGELOG, FILE_NAME

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.drift.releases.proposal import Proposal
    from generator.workspace.vendor_model import Vendor


@dataclass(frozen=True, slots=True)
class Edited:
    """The version of a release, its entry, and the new texts of both files by their paths."""

    version: str
    entry: str
    texts: dict[Path, str]


def edited(vendor: Vendor, proposal: Proposal, day: date, *, version: str = "") -> Edited:
    """Return the files of a vendor with a release in them; nothing is written.

    Entries of versions that were proposed before and never released give way. A version in vendor.yaml that is higher and
    has no entry is a person's choice, and stays; the day of an entry stays while its version does.

    Args:
        vendor: the loaded vendor.yaml.
        proposal: the release.
        day: when it is.
        version: a person's choice of its version.

    Raises:
        SpecloomError: the chosen version is no version, or not higher than the released one.
    """
    path, text = vendor.folder / CHANGELOG, vendor.changelog
    listed = changelog.entries(text)
    chosen = _chosen(vendor, proposal, set(listed), version)
    pending = [name for name in listed if name != chosen and _is_after(name, proposal.released)]
    said = changelog.PROSE if proposal.released else changelog.FIRST
    entry = changelog.changelog_entry(chosen, proposal.changes, day, said)
    texts = {
        vendor.folder / FILE_NAME: with_version(load.read_text(vendor.folder / FILE_NAME), chosen),
        path: changelog.with_entry(changelog.without(text, pending), chosen, entry),
    }
    return Edited(chosen, entry, texts)


def with_version(text: str, version: str) -> str:
    """Return the text of a vendor.yaml with another package.version, and every other character as it was."""
    node = _member(_member(yaml_text.read(text, FILE_NAME), "package"), "version")
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    # Two numbers alone would be read as one with a fraction.
    written = version if version.count(".") > 1 or not version.replace(".", "").isdecimal() else f"'{version}'"
    return text if node.value == version else text[:start] + written + text[end:]


def _member(node: Any, key: str) -> Any:
    return next(value for name, value in node.value if name.value == key)


def _chosen(vendor: Vendor, proposal: Proposal, listed: set[str], version: str) -> str:
    if version:
        if proposal.released and not _is_after(version, proposal.released):
            message = f"{version} is not higher than {proposal.released}, which is released"
            raise fail("usage", message, Place(str(vendor.folder / FILE_NAME)))
        precedence(version)
        return version
    stated = vendor.package.version
    is_choice = stated not in listed and precedence(stated) > precedence(proposal.version)
    return stated if is_choice else proposal.version


def _is_after(version: str, released: str) -> bool:
    return not released or precedence(version) > precedence(released)
