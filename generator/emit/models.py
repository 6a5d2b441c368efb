"""The models engine: datamodel-code-generator in-process over the models view."""

from __future__ import annotations

import re
import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any

from generator.document.findings import Place, fail
from generator.emit.constants import without_constants
from generator.emit.models_view import models_view

if TYPE_CHECKING:
    from pathlib import Path

    from generator.emit.settings import PackageFacts

_HEADER = '"""The objects of {title}, as pydantic models."""'


def prepare() -> None:
    """Import the engine, which takes longer than using it."""
    import_module("datamodel_code_generator.parser.openapi")
    import_module("datamodel_code_generator.config")


def write(document: dict[str, Any], package: PackageFacts, folder: Path, templates: Path) -> None:
    """Write the models of a normal form into the distribution in `folder`.

    Raises:
        SpecloomError: the engine refuses the view.
    """
    source = models_source(document, package.import_name, templates / "models")
    (folder / "src" / package.import_name / "models.py").write_text(source, "utf-8", newline="\n")


def models_source(document: dict[str, Any], package: str, templates: Path) -> str:
    """Return the source of `models.py` for a normal form, unformatted.

    Args:
        document: the normal form.
        package: the import name of the generated package, whose runtime holds the base class.
        templates: the folder of the engine's templates, templates/models.

    Raises:
        SpecloomError: the engine refuses the view.
    """
    from datamodel_code_generator import Error, generate
    from datamodel_code_generator.enums import DataModelType, InputFileType
    from datamodel_code_generator.format import DatetimeClassType, PythonVersion
    from datamodel_code_generator.parser import LiteralType

    view = models_view(without_constants(document))
    header = _HEADER.format(title=package)
    if not view.document["components"]["schemas"]:
        return f"{header}\n"
    base = f"{package}._runtime.model.Model"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            source = generate(
                view.document,
                input_file_type=InputFileType.OpenAPI,
                output_model_type=DataModelType.PydanticV2BaseModel,
                target_python_version=PythonVersion.PY_311,
                aliases=view.aliases,
                base_class=base,
                custom_template_dir=templates,
                custom_file_header=header,
                disable_timestamp=True,
                enum_field_as_literal=LiteralType.All,
                field_constraints=True,
                formatters=[],
                keep_model_order=True,
                output_datetime_class=DatetimeClassType.Awaredatetime,
                use_annotated=True,
                use_attribute_docstrings=True,
                use_field_description=True,
                use_schema_description=True,
                use_single_line_docstring=True,
                use_standard_collections=True,
                use_type_alias=True,
                use_union_operator=True,
            )
        except Error as error:
            raise fail(
                "models-engine", f"datamodel-code-generator refuses the models: {error}", Place(package)
            ) from error
    if not isinstance(source, str):
        raise fail("models-engine", "datamodel-code-generator wrote something other than one module", Place(package))
    source = source.replace(f"from {base.rpartition('.')[0]} import Model", "from ._runtime.model import Model")
    return re.sub(r"(?m)^from pydantic import .*\bAwareDatetime\b.*$", _with_own_datetime, source, count=1)


def _with_own_datetime(line: re.Match[str]) -> str:
    """Return the imports of pydantic with the runtime's `AwareDatetime` in place of pydantic's, which refuses more."""
    names = [name for name in line[0].removeprefix("from pydantic import ").split(", ") if name != "AwareDatetime"]
    kept = f"from pydantic import {', '.join(names)}\n" if names else ""
    return f"{kept}from ._runtime.timestamps import AwareDatetime"
