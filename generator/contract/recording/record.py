"""A vendor's scenarios recorded: planned, announced, run, scrubbed, and written to its fixtures."""

from __future__ import annotations

import os
from collections.abc import Collection, Generator, Iterable, Mapping
from contextlib import contextmanager
from typing import Any

import httpx2

from generator.contract.recording import account as accounts
from generator.contract.recording import files
from generator.contract.recording import scenario_values as values
from generator.contract.recording.account import Account
from generator.contract.recording.footage import Footage
from generator.contract.recording.plan import Plan, Planner
from generator.contract.recording.recorder import Recorder
from generator.contract.recording.scenario_calls import default_verb, misfits
from generator.contract.recording.scenarios import FILE_NAME, Need, Scenario, load_scenarios
from generator.contract.recording.target import Target, found, is_local, started
from generator.contract.recording.wishes import Person, Report, Wishes
from generator.contract.replaying.packages import imported
from generator.contract.scrubbing.scrub import Scrubber
from generator.document.findings import Place, SpecloomError, fail
from generator.document.load import load
from generator.emit.credentials import InputFacts
from generator.emit.settings import vendor_package
from generator.exchange.operations import Api
from generator.standin.behaviour import Behaviour, load_behaviour
from generator.workspace.paths import ProjectPaths
from generator.workspace.suggest import among
from generator.workspace.vendor import load_vendor


def record(paths: ProjectPaths, name: str, wishes: Wishes, person: Person) -> Report:
    """Record the scenarios of the vendor `name`, a folder of specs/.

    Raises:
        SpecloomError: something cannot be used: a vendor's file, the package, the URL, a missing credential, or a
            cassette that stands where one would be written. Nothing was called then.
    """
    session = _Session(paths, name)
    scenarios = session.chosen(wishes.only)
    environment = dict(os.environ)  # before the package is imported, which hides what it would read
    with (
        httpx2.Client(trust_env=bool(wishes.base_url) and not is_local(wishes.base_url)) as http,
        session.target(wishes.base_url, http) as target,
        imported(paths.generated / name, session.facts) as package,
    ):
        wrong = list(misfits(package, [step for each in scenarios for step in each.all_steps]))
        if wrong:
            raise SpecloomError(wrong)
        planner = Planner(session.api, lambda call: default_verb(package, call))
        plan = planner.plan(
            scenarios, target, allow_writes=wishes.allow_writes, has=lambda need: _has(need, environment, person)
        )
        wanted = _wanted(plan)
        session.announce(planner, plan, accounts.needed(session.facts, wanted, environment), environment, person)
        session.require_room(plan, replace=wishes.replace)
        report = Report(skipped=[skipped for skipped, _ in plan.skipped])
        if wishes.dry_run or not plan.turns:
            return report
        account = session.account(target, wanted, environment, person)
        session.run(
            plan,
            Recorder(package, account, target, http, person.say),
            session.secrets(plan, account),
            _needs(plan, environment, person),
            report,
            replace=wishes.replace,
        )
    return report


class _Session:
    """The recording of one vendor."""

    def __init__(self, paths: ProjectPaths, name: str) -> None:
        folder = paths.specs / name
        document: Any = load(folder / "openapi.yaml")
        self.document: dict[str, Any] = document
        self.vendor = load_vendor(folder)
        self.api = Api(self.document, str(folder / "openapi.yaml"))
        self.facts = vendor_package(self.document, self.vendor)
        self.behaviour: Behaviour = load_behaviour(folder, self.api)
        self._paths = paths
        self._folder = folder
        self._name = name

    def chosen(self, only: Collection[str]) -> list[Scenario]:
        """Return the scenarios called `only`, in the order of their file; all where there are no names."""
        scenarios = load_scenarios(self._folder, self.api)
        for each in only:
            if each not in scenarios:
                place = Place(str(self._folder / FILE_NAME))
                raise fail("unknown-scenario", f"has no scenario {each!r}", place, among(each, scenarios, "scenarios"))
        return [scenario for scenario in scenarios.values() if not only or scenario.name in only]

    @contextmanager
    def target(self, base_url: str, http: httpx2.Client) -> Generator[Target]:
        """Yield what is at `base_url`, or without one a stand-in that is served for as long as the context lasts."""
        if base_url:
            yield found(base_url, self.document, http)
            return
        with started(self.document, self.vendor.title, self.behaviour) as target:
            yield target

    def announce(
        self,
        planner: Planner,
        plan: Plan,
        inputs: Iterable[InputFacts],
        environment: Mapping[str, str],
        person: Person,
    ) -> None:
        """Tell what will be done, and with what; no value of a credential is told."""
        names = [
            each.environment if environment.get(each.environment) else f"{each.environment} (not set)"
            for each in inputs
        ]
        for line in planner.lines(plan, self._name, names):
            person.tell(line)
        if plan.target.is_standin and not plan.target.is_own and plan.turns:
            person.tell("  warning: the stand-in forgets what was made with it, and its clock is stopped")

    def require_room(self, plan: Plan, *, replace: bool) -> None:
        """Raise SpecloomError where a cassette stands that must not be replaced."""
        steps = [step for turn in plan.turns for step in turn.recorded]
        found_there = list(
            files.conflicts(self._paths.fixtures, self._name, steps, plan.target.provenance, replace=replace)
        )
        if found_there:
            raise SpecloomError(found_there)

    def account(
        self, target: Target, wanted: Collection[str], environment: Mapping[str, str], person: Person
    ) -> Account:
        """Return whom to call as. A stand-in gets no secret of anybody."""
        if target.is_standin:
            credentials = self.behaviour.settings.get("credentials", {})
            return accounts.of_standin(self.facts, credentials.get("accepted", {}))
        return accounts.of_environment(self.facts, wanted, environment, person.ask)

    def secrets(self, plan: Plan, account: Account) -> tuple[str, ...]:
        """Return every credential that will be sent; raise SpecloomError where one is too short to be found again."""
        secrets = accounts.secrets(self.facts, account, _clients(plan))
        Scrubber(self.document, secrets=secrets)
        return secrets

    def run(
        self,
        plan: Plan,
        recorder: Recorder,
        secrets: Collection[str],
        needs: Mapping[str, Mapping[str, str]],
        report: Report,
        *,
        replace: bool,
    ) -> None:
        """Run the scenarios of `plan`, and keep what was recorded of each that ended well."""
        for turn in plan.turns:
            footage = recorder.run(turn, needs[turn.scenario.name])
            report.add(turn.scenario.name, footage)
            if footage.is_good:
                scrubber = Scrubber(self.document, secrets=secrets, times=not plan.target.is_standin)
                self._keep(footage, plan.target.provenance, scrubber, report, replace=replace)
            if footage.is_interrupted:
                return

    def _keep(self, footage: Footage, provenance: str, scrubber: Scrubber, report: Report, *, replace: bool) -> None:
        try:
            cassettes = list(footage.cassettes(self._paths, self._name, provenance, scrubber))
        except SpecloomError as error:
            report.refused += error.findings
            return
        for cassette in cassettes:
            try:
                is_new = files.keep(
                    self._paths.fixtures, cassette, secrets=scrubber.secrets, document=self.document, replace=replace
                )
            except SpecloomError as error:
                report.refused += error.findings
                continue
            if is_new:
                report.written.append(str(cassette.path))
            else:
                report.unchanged += 1


def _needs(plan: Plan, environment: Mapping[str, str], person: Person) -> dict[str, dict[str, str]]:
    """Return what the account brings to each scenario, by the names of both; what is not known is asked for once."""
    known = dict(environment)
    result: dict[str, dict[str, str]] = {}
    for scenario in (turn.scenario for turn in plan.turns):
        given = result[scenario.name] = dict[str, str]()
        for name, need in scenario.needs.items():
            if plan.target.is_standin:
                given[name] = need.standin
                continue
            if not known.get(need.environment) and person.ask is not None:
                known[need.environment] = person.ask(f"{need.note} ({need.environment} is not set)", False)
            given[name] = known[need.environment]
    return result


def _has(need: Need, environment: Mapping[str, str], person: Person) -> bool:
    return bool(environment.get(need.environment)) or person.ask is not None


def _wanted(plan: Plan) -> tuple[str, ...]:
    """Return the names of the credentials that steps refer to."""
    prefix = f"{values.ACCOUNT}."
    found_in = (reference for client in _clients(plan) for reference in values.references(client))
    return tuple(dict.fromkeys(each.removeprefix(prefix) for each in found_in if each.startswith(prefix)))


def _clients(plan: Plan) -> list[dict[str, Any]]:
    """Return what the steps of `plan` say of their clients."""
    return [dict(step.client) for turn in plan.turns for step in (*turn.steps, *turn.clean_up)]
