"""The example of the README that changes what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.emit.examples import Examples
    from generator.emit.facts import ArgumentFacts, MethodFacts, ResourceFacts

_CHANGED = ("name", "title", "description")


def update_example(examples: Examples, every: Iterable[ResourceFacts]) -> list[str]:
    """Return lines that read something and send it back changed, for a client called `client`; none where nothing can."""
    for resource in every:
        for read in resource.methods:
            for update in resource.methods:
                if (field := _changed(examples, read, update)) is not None:
                    variable = resource.attribute.rstrip("_").removesuffix("s") or "found"
                    variable = variable if variable not in ("client", "models") else "found"
                    called = f"client.{resource.path}"
                    model = update.body.annotation if update.body else ""
                    body = f"body={model}.model_from({variable}, {field.python}={examples.argument(field)})"
                    given = ", ".join(examples.arguments(update))
                    return [
                        f"{variable} = {called}.{read.name}({examples.call(read)})",
                        f"{called}.{update.name}({given}{', ' if given else ''}{body})",
                    ]
    return []


def _changed(examples: Examples, read: MethodFacts, update: MethodFacts) -> ArgumentFacts | None:
    """Return the field to change by `update` of what `read` gives; None where the two do not belong together."""
    body = update.body
    if body is None or body.kind != "fields" or not body.annotation.startswith("models."):
        return None
    if read.deprecated or update.deprecated or update.http_method not in ("PUT", "PATCH"):
        return None
    reads = read.http_method == "GET" and not read.pagination and read.content.startswith("models.")
    if not reads or read.path != update.path:
        return None
    known = examples.components.schemas.get(read.content.removeprefix("models."), {}).get("properties", {})
    texts = [each for each in body.fields if each.wire in known and each.annotation.removesuffix(" | None") == "str"]
    rank = {name: i for i, name in enumerate(_CHANGED)}
    return min(texts, key=lambda field: (rank.get(field.python, len(rank)), field.python), default=None)
