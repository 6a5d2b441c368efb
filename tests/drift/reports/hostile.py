"""Reports whose every field tries to break out of its place, and two real documents that do."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.document.findings import Finding, Place, Severity
from generator.drift.changes import Change, Layer, Report, Side, Use
from generator.drift.documents import compare_files
from generator.drift.verdicts import Level, Verdicts

TEXTS = {
    "script": "</script><script>window.hacked=1</script>",
    "style": "</style><img src=x onerror=window.hacked=1>",
    "comment": "--><b>hacked</b><!--",
    "quotes": '" onmouseover="hacked()" \' ` \\',
    "cdata": "]]><hacked/>&lt;&#60;&hacked;",
    "command": "::error file=hacked::hacked",
    "lines": "one\n::error::hacked\r\n::error::hacked\r::error::hacked\u2028::error::hacked\x85::error::hacked",
    "group": "##[error]hacked ##[add-mask]e",
    "percent": "100%0A::error::hacked %25,title=hacked:",
    "markdown": "# hacked\n\n- **hacked** [hacked](javascript:hacked) ![](http://hacked.example/x.png) | a | `b` ~~c~~",
    "list": "1. hacked",
    "mention": "@hacked #1 hacked/hacked#2 GH-3 https://hacked.example www.hacked.example hacked@hacked.example :tada:",
    "details": "</details></summary></code><details>",
    "jinja": "{{ 7 * 7 }}{% raw %}{# hacked #}",
    "bidi": "\u202ehacked\u2066\u200f",
    "control": "\0\x07\x1b[31mhacked\x1b]0;hacked\x07\x7f\x9b31m",
    "surrogate": "\ud800 \udfff \ufffe \uffff",
    "long": "hacked " * 20_000,
    "empty": "",
}
SAFE, BREAKING = Verdicts(), Verdicts(Level.BREAKING, Level.RISKY, Level.SAFE)


def change(text: str) -> Change:
    """A change of which every field is `text`."""
    return Change(
        id=text, message=text, verdicts=BREAKING, subject=text, operations=(text, f"GET {text}"),
        base=Side(text, {text: [text]}), revision=Side(text, text), symbols=(text,), fixtures=(text,),
        uses=(Use(text, 1, text),),
    )  # fmt: skip


def report(text: str) -> Report:
    """A report of which every field is `text`."""
    one = change(text)
    changes = (one, replace(one, subject=""), replace(one, verdicts=SAFE), replace(one, accepted=text or "because"))
    findings = (
        Finding(text, text, Place(text, 1, text), text),
        Finding(text, text, Place(), text, severity=Severity.WARNING),
    )
    return Report(
        text, Layer.UPSTREAM, changes, findings, version=text, meta={"base": text, "revision": text, text: text}
    )


def documents(folder: Path) -> tuple[Path, Path]:
    """Two documents on disk, with hostile text wherever the document may have any, and differences in all of it."""
    base, revision = folder / "base.json", folder / "revision.json"
    texts = [each[:200] for name, each in TEXTS.items() if name not in {"surrogate", "empty"}]
    for path, added in ((base, ""), (revision, "new")):
        path.write_text(json.dumps(_document(texts, added)))
    return base, revision


def compared(folder: Path) -> Report:
    """The report on `documents`."""
    return compare_files(*documents(folder), today=date(2026, 1, 1))


def _document(texts: list[str], added: str) -> dict[str, Any]:
    properties = {text + added: {"type": "string", "enum": [text, text + added], "default": text} for text in texts}
    parameters = [
        {"name": text, "in": "query", "required": bool(added), "schema": {"type": "string", "pattern": "a" + added}}
        for text in texts
    ]
    operations = {
        f"/{number}/{text.replace('/', '').replace('{', '').replace('}', '')}": {
            "get": {
                "operationId": text + added,
                "tags": [text + added],
                "summary": text + added,
                "parameters": parameters,
                "responses": {
                    "200": {
                        "description": text,
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                    }
                },
            }
        }
        for number, text in enumerate(texts)
        if not (added and number % 2)
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": texts[0] + added, "version": texts[1] + added},
        "servers": [{"url": "https://example.com/" + ("v2" if added else "v1")}],
        "paths": operations,
        "components": {"schemas": {"Thing": {"type": "object", "properties": properties}}},
    }
