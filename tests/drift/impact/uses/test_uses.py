from pathlib import Path

import pytest

from .code import check

NAME = "models.Script.name"
UPDATE = "Celigo.scripts.update"
KEYWORD = "Celigo.scripts.update(name)"


@pytest.mark.parametrize(
    "imported",
    [
        "from celigo_scripts import Celigo",
        "from celigo_scripts import Celigo as C; Celigo = C",
        "from celigo_scripts import AsyncCeligo as Celigo",
        "import celigo_scripts as cs; Celigo = cs.Celigo",
        "import celigo_scripts; Celigo = celigo_scripts.Celigo",
        "from celigo_scripts import *",
        "import importlib; Celigo = importlib.import_module('celigo_scripts').Celigo",
    ],
)
def test_a_client_is_known_however_it_is_imported(tmp_path: Path, imported: str) -> None:
    check(tmp_path, f"{imported}\nclient = Celigo()\nclient.scripts.update('1', name='n') #!\n", KEYWORD)


def test_a_client_is_known_wherever_it_is_kept(tmp_path: Path) -> None:
    code = """
        from celigo_scripts import AsyncCeligo, Celigo

        with Celigo() as a, Celigo() as b:
            a.scripts.update("1") #!
            b.scripts.update("1") #!

        async def main(c: Celigo, d: "AsyncCeligo | None" = None):
            async with AsyncCeligo() as e:
                await e.scripts.update("1") #!
            c.scripts.update("1") #!
            await d.scripts.update("1") #!
            if (f := Celigo()):
                f.scripts.update("1") #!

        class App:
            g: Celigo

            def __init__(self, api: Celigo, other):
                self.h, self.other = api, other
                self.scripts = self.h.scripts

            @property
            def i(self):
                return self.h

            def run(self):
                self.g.scripts.update("1") #!
                self.h.scripts.update("1") #!
                self.i.scripts.update("1") #!
                self.scripts.update("1") #!

        class Below(App):
            def run(self):
                self.h.scripts.update("1") #!

        def make():
            return Celigo()

        make().scripts.update("1") #!
        make().with_options(timeout=3).scripts.update("1") #!
        App(make(), 1).h.scripts.update("1") #!
        clients = {"a": make()}
        clients["a"].scripts.update("1") #!
        [each.scripts.update("1") for each in clients.values()] #!
        (lambda j: j.scripts.update("1"))(make()) #!
    """
    check(tmp_path, code, UPDATE)


def test_a_method_is_known_however_it_is_reached(tmp_path: Path) -> None:
    code = """
        from celigo_scripts import Celigo

        client = Celigo()
        scripts = client.scripts
        scripts.update("1") #!
        client.scripts.raw.update("1") #!
        scripts.raw.update("1") #!
        update = scripts.update #!
        update("1", name="n")
        map(client.scripts.update, []) #!
        getattr(client.scripts, "update")("1") #!
        (
            client
            .scripts
            .update("1") #!
        )
        client.scripts.create(name="n", content="c")
        client.scripts.logs.list("1")
    """
    check(tmp_path, code, UPDATE)


def test_a_method_of_something_unknown_is_known_by_its_whole_path(tmp_path: Path) -> None:
    code = """
        import celigo_scripts
        from .mine import api

        def one(client):
            client.scripts.update("1", name="n") #!
            client.raw.scripts.update("1", name="n") #!
            client.update("1", name="n")
            client.other.update("1", name="n")
            scripts = client.scripts
            scripts.update("1", name="n") #!

        api.scripts.update("1", name="n") #!
    """
    check(tmp_path, code, UPDATE, KEYWORD)
    check(tmp_path, code, UPDATE, KEYWORD, typed=False)


def test_arguments_are_those_that_are_given(tmp_path: Path) -> None:
    code = """
        from celigo_scripts import Celigo

        client = Celigo(token="t") #!Celigo(token)
        client.scripts.update(
            "1", #!Celigo.scripts.update(script_id)
            name="n", #!Celigo.scripts.update(name)
        )
        client.scripts.update(script_id="1", content="") #!Celigo.scripts.update(script_id)
        client.scripts.update(**given()) #!Celigo.scripts.update(name) Celigo.scripts.update(script_id)
        client.scripts.update(**{"name": "n"}) #!Celigo.scripts.update(name)
        client.scripts.create(name="n")
    """
    check(tmp_path, code, KEYWORD, "Celigo.scripts.update(script_id)", "Celigo(token)")


def test_fields_are_those_of_results(tmp_path: Path) -> None:
    code = """
        from celigo_scripts import AsyncCeligo, Celigo

        client = Celigo()
        made = client.scripts.create(name="n", content="c")
        made.name #!
        made.name = "other" #!
        made.id
        client.scripts.get("1").name #!
        client.scripts.raw.get("1").parse().name #!
        for script in client.scripts.list():
            print(f"{script.name}") #!
        for page in client.scripts.list().pages():
            for i, script in enumerate(page.items):
                script.name #!
        first = next(iter(client.scripts.list()))
        first.name #!
        byId = {each.id: each for each in client.scripts.list()}
        byId["1"].name, byId.get("1").name #!
        names = sorted(each.name for each in client.scripts.list()) #!
        made.model_copy().name #!
        getattr(made, "name") #!
        client.scripts.dependencies("1")["flows"][0].name
        client.scripts.logs.list("1").name

        async def main():
            async with AsyncCeligo() as api:
                script = await api.scripts.get("1")
                script.name #!
                async for each in api.scripts.list():
                    each.name #!
    """
    check(tmp_path, code, NAME)


def test_fields_of_what_is_in_fields(tmp_path: Path) -> None:
    code = """
        from celigo_scripts import Celigo

        for entry in Celigo().scripts.audit.list("1"):
            entry.changes.after #!
            if entry.changes is not None:
                entry.changes.after #!
                after = entry.changes.before
        entries = Celigo().scripts.dependencies("1")
        entries.after
    """
    check(tmp_path, code, "models.AuditChanges.after")


def test_fields_are_those_of_annotated_values(tmp_path: Path) -> None:
    code = """
        from __future__ import annotations
        from dataclasses import dataclass
        from typing import TYPE_CHECKING, Annotated, Optional, cast
        import celigo_scripts as cs
        from celigo_scripts import models, Response
        if TYPE_CHECKING:
            from celigo_scripts.models import LogEntry, Script as S

        def one(a: S, b: "list[S]", c: Optional[models.Script], e: LogEntry):
            a.name #!
            b[0].name #!
            c.name #!
            e.name

        def other(d: dict[str, cs.models.Script], f: Annotated[S, 1]):
            [x.name for x in d.values()] #!
            f.name #!

        def two(*args: S, reply: Response[S], **kwargs: S):
            args[0].name #!
            reply.parse().name #!
            kwargs["a"].name #!
            cast("S", object()).name #!

        @dataclass
        class Holder:
            script: S
            entry: LogEntry

        def three(holder: Holder, held: list[Holder]):
            holder.script.name #!
            holder.entry.name
            held[0].script.name #!
    """
    check(tmp_path, code, NAME)


def test_models_are_used_where_they_are_named(tmp_path: Path) -> None:
    code = """
        import celigo_scripts
        from celigo_scripts import models
        from celigo_scripts.models import ScriptUpdate as Update, Script #!models.ScriptUpdate
        from celigo_scripts.models.shared import ScriptUpdate #!models.ScriptUpdate

        def one(given: Update): #!models.ScriptUpdate
            Update(name="n") #!
            models.ScriptUpdate(content="c") #!models.ScriptUpdate
            models.ScriptUpdate(**given) #!
            celigo_scripts.models.ScriptUpdate.model_validate({}).name #!
            match given:
                case Update(name=found): #!
                    pass
            Script(name="n")
    """
    check(tmp_path, code, "models.ScriptUpdate", "models.ScriptUpdate.name")


def test_the_client_is_used_where_it_is_named(tmp_path: Path) -> None:
    code = """
        from celigo_scripts import AsyncCeligo, NotFoundError #!
        import celigo_scripts as cs

        cs.Celigo() #!
        async def main(api: AsyncCeligo): #!
            try:
                pass
            except NotFoundError:
                pass
    """
    check(tmp_path, code, "Celigo")


def test_functions_of_the_file_are_followed(tmp_path: Path) -> None:
    code = """
        from contextlib import contextmanager
        import pytest
        from celigo_scripts import Celigo

        @pytest.fixture
        def celigo():
            with Celigo() as client:
                yield client

        def test_it(celigo):
            celigo.scripts.get("1").name #!

        @contextmanager
        def opened():
            yield Celigo()

        with opened() as client:
            show(client.scripts.get("1"))

        def show(script, *, second=None):
            script.name #!
            second.name #!

        show(1, second=client.scripts.get("1"))

        def walk(client):
            for each in client.scripts.list():
                yield each

        for each in walk(Celigo()):
            each.name #!
    """
    check(tmp_path, code, NAME)


def test_what_is_of_unknown_type_is_left_out(tmp_path: Path) -> None:
    code = """
        from celigo_scripts import Celigo

        def one(thing, name=None):
            thing.name
            name.name
            open("x").name
            one.name
            thing.scripts.name
        client = Celigo()
        client.name
        print(client.scripts.name)
    """
    check(tmp_path, code, NAME)


def test_without_types_a_result_may_be_of_any_model(tmp_path: Path) -> None:
    code = """
        from celigo_scripts import Celigo
        from celigo_scripts.models import LogEntry

        def one(entry: LogEntry):
            entry.name
            entry.message #!models.LogEntry.message
        for each in Celigo().scripts.list():
            each.name #!models.Script.name
            each.message #!models.LogEntry.message
    """
    check(tmp_path, code, NAME, "models.LogEntry.message", typed=False)


def test_a_file_that_does_not_import_the_package_has_no_uses(tmp_path: Path) -> None:
    code = """
        # celigo_scripts
        import celigo_scripts_other
        from .celigo_scripts import Celigo

        Celigo().scripts.update("1", name="n")
    """
    check(tmp_path, code, KEYWORD, UPDATE, NAME)


def test_names_that_are_bound_again_may_be_either(tmp_path: Path) -> None:
    code = """
        from celigo_scripts import Celigo

        client = None
        def later():
            client.scripts.get("1").name #!
        if client is None:
            client = Celigo()
        script = client.scripts.get("1") or object()
        script.name #!
        script = [script]
        script = [script]
        for each in script:
            each.name #!
    """
    check(tmp_path, code, NAME)
