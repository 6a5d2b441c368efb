"""The client engine: openapi-python-client in-process over the operations view, with our templates in place of its own."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from generator.document.findings import Finding, Place, SpecloomError, fail
from generator.emit.canned import canned_example
from generator.emit.compiled_templates import compiled_templates
from generator.emit.components import Components
from generator.emit.constants import without_constants
from generator.emit.examples import Examples
from generator.emit.expressions import body_example
from generator.emit.facts import MethodFacts, ResourceFacts
from generator.emit.limits import limits
from generator.emit.operations_view import engine_names, operations_view
from generator.emit.pagination import pagination_rule
from generator.emit.resource_modules import resource_modules
from generator.emit.resources import answer_schema, resources
from generator.emit.templating import FILTERS
from generator.emit.updates import update_example
from generator.workspace.refusals import put

if TYPE_CHECKING:
    from pathlib import Path

    from generator.emit.settings import PackageFacts

ERRORS = (
    "APIConnectionError", "APIError", "APIStatusError", "APITimeoutError", "AuthenticationError", "BadGatewayError",
    "BadRequestError", "ConfigurationError", "ConflictError", "GatewayTimeoutError", "InternalServerError", "NotFoundError",
    "PaginationError", "PermissionDeniedError", "RateLimitError", "RedirectError", "ResponseValidationError", "ServerError",
    "ServiceUnavailableError", "TokenConnectionError", "TokenError", "TokenTimeoutError", "UnprocessableEntityError",
)  # fmt: skip


def prepare() -> None:
    """Import the engine, which takes longer than using it."""
    with _without("httpcore", "httpx"):  # by which the engine fetches documents; it gets ours from us
        import_module("openapi_python_client")


@contextmanager
def _without(*names: str) -> Generator[None]:
    """Have modules that are not yet imported stand empty for whatever is imported meanwhile: they would take long."""
    empty = [name for name in names if name not in sys.modules]
    sys.modules.update({name: ModuleType(name) for name in empty})
    try:
        yield
    finally:
        for name in empty:
            del sys.modules[name]


def write(document: dict[str, Any], package: PackageFacts, folder: Path, templates: Path) -> None:
    """Write what stems from the operations of a normal form into the distribution in `folder`.

    Raises:
        SpecloomError: the engine cannot use an operation, or the file system refuses.
    """
    for name, text in client_files(document, package, templates).items():
        put(folder / name, text)


def client_files(document: dict[str, Any], package: PackageFacts, templates: Path) -> dict[str, str]:
    """Return the text of every file of a package that stems from operations, by path below the distribution, unformatted.

    Args:
        document: the normal form.
        package: the package to write.
        templates: the folder templates/, with client/ and package/.

    Raises:
        SpecloomError: the engine cannot use an operation; nothing is ever left out in silence.
    """
    from openapi_python_client import Project
    from openapi_python_client.config import Config, ConfigFile, MetaType
    from openapi_python_client.parser import GeneratorData
    from openapi_python_client.parser.errors import GeneratorError
    from openapi_python_client.schema.untrusted_string import UntrustedString

    def guard(value: Any) -> Any:
        if isinstance(value, UntrustedString):
            raise TypeError("a template prints text of the document without a filter that makes it safe")
        return value

    class Distribution(Project):
        """Renders our templates with the engine's environment and its endpoints."""

        files: dict[str, str]

        def build(self) -> list[GeneratorError]:
            self.env.finalize = guard
            self.env.bytecode_cache = compiled_templates(templates)
            self.env.filters.update(FILTERS)
            self.files = _render(self.env, self.openapi.endpoint_collections_by_tag, document, package, templates)
            return list(self._get_errors())

    document = without_constants(document)
    settings = ConfigFile(
        project_name_override=package.distribution, package_name_override=package.import_name, post_hooks=[]
    )
    config = Config.from_sources(settings, MetaType.NONE, templates, "utf-8", overwrite=True, output_path=templates)
    data = GeneratorData.from_dict(operations_view(document), config=config)
    if isinstance(data, GeneratorError):
        raise fail(
            "client-engine", f"openapi-python-client refuses the document: {data.detail}", Place(package.import_name)
        )
    project = Distribution(openapi=data, config=config, custom_template_path=templates / "client")
    errors = project.build()
    if errors:
        place = Place(package.import_name)
        raise SpecloomError(Finding("client-engine", f"{error.header}: {error.detail}", place) for error in errors)
    return project.files


def _render(
    env: Any, collections: Any, document: dict[str, Any], package: PackageFacts, templates: Path
) -> dict[str, str]:
    from jinja2 import ChoiceLoader, FileSystemLoader

    env.loader = ChoiceLoader([FileSystemLoader(str(templates / "package")), env.loader])
    tree = resources(document, package.client)
    every = [resource for root in tree for resource in root.walk()]
    components = Components(document)

    def rule(method: MethodFacts) -> str:
        return pagination_rule(method.pagination or {}, answer_schema(method.results), components)

    env.filters["rule"] = rule
    examples = Examples(document, package)
    env.globals.update(package=package, resources=tree, examples=examples, limits=limits(document))
    env.globals["body_example"] = partial(body_example, examples)
    source = f"src/{package.import_name}"
    parsed = {endpoint.name for collection in collections.values() for endpoint in collection.endpoints}
    missing = [identifier for identifier, name in engine_names(document).items() if name not in parsed]
    if missing:
        raise fail("client-engine", f"openapi-python-client left out the operations {', '.join(missing)}")
    places: dict[str, dict[str, str]] = {}
    env.globals["places"] = places
    with_methods = [(resource, list(resource.methods)) for resource in every]
    modules = resource_modules(env.get_template("resource.py.jinja"), with_methods, places)
    return {
        **{f"{source}/resources/{name}.py": text for name, text in modules.items()},
        f"{source}/__init__.py": env.get_template("package_init.py.jinja").render(exports=_exports(package, every)),
        f"{source}/_client.py": env.get_template("client.py.jinja").render(),
        f"{source}/testing.py": env.get_template("testing.py.jinja").render(),
        f"{source}/py.typed": "",
        f"{source}/resources/__init__.py": f'"""The resources of {package.import_name}, one module each."""\n',
        "pyproject.toml": env.get_template("pyproject.toml.jinja").render(every=every),
        "README.md": env.get_template("README.md.jinja").render(
            every=every, canned=canned_example(examples, every), update=update_example(examples, every)
        ),
        "reference.md": env.get_template("reference.md.jinja").render(every=every),
        **({"CHANGELOG.md": package.changelog} if package.changelog else {}),
    }


def _exports(package: PackageFacts, every: list[ResourceFacts]) -> dict[str, list[str]]:
    """Return the names that a package exports besides `models`, by the module that has them."""
    modules: dict[str, tuple[str, ...]] = {
        "_client": (f"Async{package.client}", package.client),
        "_runtime.errors": ERRORS,
        "_runtime.options": ("RequestOptions",),
        "_runtime.pagination": ("AsyncPages", "Page", "Pages"),
        "_runtime.response": ("Content", "Response"),
        "_runtime.retry": ("Retry", "RetryPolicy"),
        "_runtime.unset": ("UNSET", "Unset"),
    }
    if any(method.streams for resource in every for method in resource.methods):
        modules |= {"_runtime.events": ("ServerSentEvent",), "_runtime.stream": ("AsyncStream", "Stream")}
    if any(method.body and method.body.is_multipart for resource in every for method in resource.methods):
        modules["_runtime.multipart"] = ("File",)
    if any(scheme.kind == "bearer" for scheme in package.schemes):
        modules["_runtime.schemes"] = ("AsyncToken", "AsyncTokenSource", "Token", "TokenSource")
        modules["_runtime.tokens"] = ("Grant", "RenewingToken")
    if package.exchanges:
        modules["_runtime.login"] = package.exchanges
    return {module: sorted(modules[module]) for module in sorted(modules)}
