"""The models engine: datamodel-code-generator in-process over the models view, one module at a time."""

from __future__ import annotations

import re
import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any

from generator.document.findings import Place, fail
from generator.emit.aliases import completed
from generator.emit.compositions import without_compositions
from generator.emit.constants import without_constants
from generator.emit.models_view import ModelsViews
from generator.emit.server_set import with_server_set
from generator.emit.shares import WHOLE, Share
from generator.emit.splitting.graph import references
from generator.emit.splitting.plan import plan
from generator.emit.splitting.text import FOLDER, ModuleTexts, package_text
from generator.workspace.refusals import put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.emit.models_view import ModelsView
    from generator.emit.settings import PackageFacts

_BASE = "_runtime.model.Model"
_HEADER = '"""The objects of {title}, as pydantic models."""'


def prepare() -> None:
    """Import the engine, which takes longer than using it."""
    import_module("datamodel_code_generator.parser.openapi")
    import_module("datamodel_code_generator.config")


def write(document: dict[str, Any], package: PackageFacts, folder: Path, templates: Path, share: Share = WHOLE) -> None:
    """Write the models of a normal form into the distribution in `folder`.

    Args:
        document: the normal form.
        package: the package to write.
        folder: the distribution.
        templates: the folder templates/.
        share: the modules that are wanted.

    Raises:
        SpecloomError: the engine refuses the view, or the file system a file.
    """
    source = folder / "src" / package.import_name
    for name, text in models_files(document, package.import_name, templates / "models", share):
        put(source / name, text)


def models_files(
    document: dict[str, Any], package: str, templates: Path, share: Share = WHOLE
) -> Iterator[tuple[str, str]]:
    """Yield (path below the package, text) of each module of models for a normal form, unformatted.

    Args:
        document: the normal form.
        package: the import name of the generated package, whose runtime holds the base class.
        templates: the folder of the engine's templates, templates/models.
        share: the modules that are wanted.

    Raises:
        SpecloomError: the engine refuses the view.
    """
    wanted, parts = share
    document = without_compositions(without_constants(document))
    modules = plan(document)
    if not modules:
        if 0 in wanted:
            yield f"{FOLDER}.py", _one_module(document, package, templates)
        return
    views = ModelsViews(document)
    texts = ModuleTexts(modules, references(views.components), views.tags.fields)
    for module in (module for i, module in enumerate(modules) if i % parts in wanted):
        view = views.of(module.components)
        source = _with_own_runtime(_written(view, texts.summary(module), package, templates), package, "..")
        yield f"{FOLDER}/{module.name}.py", texts.module(module, with_server_set(source, view.server_set))
    if 0 in wanted:
        yield f"{FOLDER}/__init__.py", package_text(package, modules)


def models_source(document: dict[str, Any], package: str, templates: Path) -> str:
    """Return the source of one module with all models of a normal form, unformatted.

    Raises:
        SpecloomError: the engine refuses the view.
    """
    return _one_module(without_compositions(without_constants(document)), package, templates)


def _one_module(document: dict[str, Any], package: str, templates: Path) -> str:
    views = ModelsViews(document)
    header = _HEADER.format(title=package)
    if not views.components:
        return f"{header}\n"
    view = views.of(views.components)
    source = completed(_written(view, header, package, templates), views.tags.fields)
    return with_server_set(_with_own_runtime(source, package, "."), view.server_set)


def _written(view: ModelsView, header: str, package: str, templates: Path) -> str:
    """Return what the engine writes for a view, below `header`."""
    from datamodel_code_generator import Error, generate
    from datamodel_code_generator.enums import DataModelType, InputFileType
    from datamodel_code_generator.format import DatetimeClassType, PythonVersion
    from datamodel_code_generator.parser import LiteralType

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            source = generate(
                view.document,
                input_file_type=InputFileType.OpenAPI,
                output_model_type=DataModelType.PydanticV2BaseModel,
                target_python_version=PythonVersion.PY_311,
                aliases=view.aliases,
                base_class=f"{package}.{_BASE}",
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
    return source


def _with_own_runtime(source: str, package: str, dots: str) -> str:
    """Return `source` with the runtime imported relatively, and its `AwareDatetime` instead of pydantic's, which refuses more.

    `dots` lead from the module to the package.
    """
    module, _, name = _BASE.rpartition(".")
    source = source.replace(f"from {package}.{module} import {name}", f"from {dots}{module} import {name}")

    def imports(line: re.Match[str]) -> str:
        names = [name for name in line[0].removeprefix("from pydantic import ").split(", ") if name != "AwareDatetime"]
        kept = f"from pydantic import {', '.join(names)}\n" if names else ""
        return f"{kept}from {dots}_runtime.timestamps import AwareDatetime"

    return re.sub(r"(?m)^from pydantic import .*\bAwareDatetime\b.*$", imports, source, count=1)
