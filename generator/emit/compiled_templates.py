"""Templates compiled once: the code lies beside them in `__pycache__`, as Python keeps that of its own sources.

Compiling takes ten times as long as rendering a small package. What is kept is found by the template's name and the
version of the engine that sets the environment up, and used if it was made of the same text by the same Jinja and Python.
Code depends on nothing else as long as no template applies a filter to a constant, which Jinja does while it compiles.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

_FOLDER = "__pycache__"


class CompiledTemplates(BytecodeCache):
    """Code of templates in memory and, where that can be written, in a folder."""

    def __init__(self, folder: Path, version: str) -> None:
        """Keep code in `folder`; what another `version` of the engine has left there is not used."""
        self._folder = folder
        self._version = version
        self._code: dict[Path, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket` with what was compiled from the same text before; code that is damaged is compiled anew."""
        path = self._path(bucket)
        code = self._code.get(path)
        if code is None:
            try:
                code = self._code[path] = path.read_bytes()
            except OSError:
                return
        try:
            bucket.load_bytecode(BytesIO(code))
        except Exception:  # whatever unpickling makes of a file that was cut off
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what `bucket` holds; a folder that cannot be written costs the next process the time again."""
        path = self._path(bucket)
        code = self._code[path] = bucket.bytecode_to_string()
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            _write(path, code)

    def _path(self, bucket: Bucket) -> Path:
        name = hashlib.sha256(f"{self._version}\n{bucket.key}".encode()).hexdigest()[:32]
        return self._folder / f"{name}.jinja.pyc"


@cache
def compiled_templates(templates: Path) -> CompiledTemplates:
    """Return the code of what lies in the folder `templates`, and of the engine's templates that it is used with."""
    import openapi_python_client

    return CompiledTemplates(templates / _FOLDER, openapi_python_client.__version__)


def _write(path: Path, code: bytes) -> None:
    """Write a file at once: other processes see all of it or nothing."""
    number, unfinished = tempfile.mkstemp(suffix=".pyc", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(code)
        Path(unfinished).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(unfinished).unlink()
        raise
