"""The import name of a document's package, from its path alone: adding a document never renames the package of another."""

from __future__ import annotations

import keyword
import re
import sys
import unicodedata
from pathlib import Path

from generator.workspace.vendor_rules import TOP_LEVEL_TAKEN

_TELLS_NOTHING = re.compile(
    r"(apis?|bundled?|definitions?|docs?|documents?|index|json|main|oas|open|openapi|reference|rest|schemas?"
    r"|specs?|specifications?|swagger|yaml|yml)[0-9]*"
)
_VERSION = re.compile(r"v?[0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_MAX_LENGTH = 60
_FOLDERS = 3


def import_name(path: Path) -> str:
    """Return the import name for the document at `path`.

    It is the file name without its suffix, in snake_case. Where that says nothing of the API (`openapi.yaml`, `v2.json`)
    the names of the folders above come first: `stripe/openapi.yaml` gives `stripe`, `calendar/v3/openapi.yaml` gives
    `calendar_v3`. A name of Python's, or one that packages need themselves, gets `_api`; letters that ASCII has no form
    of, and names of excessive length, give a hash of the whole.
    """
    absolute = path.absolute()
    told: list[str] = []
    for part in (absolute.stem, *(folder.name for folder in absolute.parents[:_FOLDERS])):
        told.insert(0, part)
        if _tells(part):
            break
    name = "_".join(word for part in told for word in _words(part) if _tells(part) or _VERSION.fullmatch(word)) or "api"
    if name[0].isdigit():
        name = f"api_{name}"
    whole = "/".join(told)
    if len(name) > _MAX_LENGTH or _loses(whole):
        import hashlib  # few names need it, and it takes much along

        digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        name = f"{name[:_MAX_LENGTH].rstrip('_')}_{digest}"
    return f"{name}_api" if hides_another(name) or keyword.iskeyword(name) else name


def is_import_name(name: str) -> bool:
    """Tell whether a package can be called `name`: a plain identifier in ASCII, which is a file name everywhere."""
    return name.isidentifier() and name.isascii() and not keyword.iskeyword(name) and not name.startswith("_")


def hides_another(name: str) -> bool:
    """Tell whether a package called `name` would hide a module of Python's, or one that packages need."""
    return name in sys.stdlib_module_names or name in TOP_LEVEL_TAKEN


def _words(part: str) -> list[str]:
    """Return the words of a part of a path, in lower case: `PetStore v2` gives pet, store, v2; `k8s` stays one."""
    return re.findall(r"[a-z0-9]+", _HUMP.sub("_", _ascii(part)).lower())


def _tells(part: str) -> bool:
    """Tell whether a part of a path says which API it is: more than generic words and versions."""
    return _loses(part) or not all(_TELLS_NOTHING.fullmatch(word) or _VERSION.fullmatch(word) for word in _words(part))


def _loses(text: str) -> bool:
    """Tell whether a letter or digit of `text` has no form in ASCII."""
    return any(character.isalnum() and not _ascii(character) for character in text)


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
