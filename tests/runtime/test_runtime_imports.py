from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import runtime
from runtime.lazy import LazyModule, lazy_attributes

FOLDER = Path(str(runtime.__file__)).parent
MODULES = sorted(FOLDER.glob("*.py"))

_PROGRAM = """
import sys
sys.path.insert(0, {path!r})
import runtime
import runtime.auth, runtime.client, runtime.operation, runtime.pagination, runtime.resource, runtime.settings
from runtime.operation import Operation
operation = Operation(name="a.b", method="GET", path="/")
settings = runtime.settings.Settings(package="p", version="1", servers={{"": "https://a.invalid"}})
client = runtime.client.SyncClient(settings, credentials={{}})
print(sorted({{"httpx2", "pydantic", "pydantic_core", "asyncio"}} & set(sys.modules)))
"""


def test_making_a_client_imports_neither_httpx2_nor_pydantic() -> None:
    program = _PROGRAM.format(path=str(FOLDER.parent))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_reaches_its_siblings_relatively_so_that_it_works_under_any_name(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    allowed = sys.stdlib_module_names | {"httpx2", "pydantic", "pydantic_core"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert {alias.name.partition(".")[0] for alias in node.names} <= allowed
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            assert str(node.module).partition(".")[0] in allowed


def test_no_module_is_long() -> None:
    lengths = {module.name: len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    assert max(lengths.values()) <= 300


def test_a_lazy_module_is_imported_by_its_first_name() -> None:
    sys.modules.pop("runtime.links", None)
    links = LazyModule(".links", "runtime")
    assert "runtime.links" not in sys.modules
    assert links.link_target("<a>; rel=next", "next") == "a"
    assert "runtime.links" in sys.modules
    with pytest.raises(AttributeError):
        _ = links.nothing


def test_lazy_attributes_of_a_package() -> None:
    find = lazy_attributes("runtime", {"Response": "response"})
    assert find("Response").__name__ == "Response"
    with pytest.raises(AttributeError, match="module 'runtime' has no attribute 'nothing'"):
        find("nothing")
