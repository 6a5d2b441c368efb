"""The steps of one scenario, made one after the other over a generated client."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

import httpx2

from generator.contract.recording import scenario_values as values
from generator.contract.recording.account import Account, client_arguments, told
from generator.contract.recording.footage import Footage, Take
from generator.contract.recording.scenario_calls import MorePagesError, carried, make_call
from generator.contract.recording.scenarios import TRIES, Step
from generator.contract.recording.transport import RecordingTransport
from generator.contract.replaying.packages import Package
from generator.contract.replaying.replay import Outcome
from generator.document.findings import Finding
from generator.exchange.bodies import read_json
from generator.exchange.messages import Interaction

_PAUSE_SECONDS = 1.0
_MAX_MESSAGE = 300
_GONE = frozenset({404, 410})


class FailedStepError(Exception):
    """A step did not end as it should; `status` is that of the answer, 0 where there is none."""

    def __init__(self, step: Step, message: str, status: int = 0) -> None:
        self.finding = Finding("failed-step", f"{step.call}: {message}", step.place)
        self.status = status
        super().__init__(str(self.finding))


class Taking:
    """Makes the steps of one scenario.

    Attributes:
        known: what references lead to.
        footage: what came of it.
    """

    def __init__(self, package: Package, account: Account, transport: RecordingTransport, *, waits: bool) -> None:
        """Take the client's package, as whom it calls, what records, and whether it `waits` before it repeats a request."""
        self.known: dict[str, Any] = {values.ACCOUNT: account.values}
        self.footage = Footage()
        self._package = package
        self._account = account
        self._transport = transport
        self._waits = waits
        self._unclear: dict[str, Step] = {}

    def make(self, step: Step) -> None:
        """Make a step, and keep what was exchanged.

        Raises:
            FailedStepError: it did not end as it should.
        """
        try:
            arguments, given = self._filled(step)
        except (LookupError, ValueError) as error:
            raise FailedStepError(step, str(error)) from None
        if step.name:
            self._unclear[step.name] = step
        outcome, exchanges = self._made(step, arguments, given)
        self._carry_on(step, outcome, exchanges)
        wrong = self._wrong(step, outcome)
        if wrong:
            raise FailedStepError(step, wrong, getattr(outcome.error, "status", 0))
        if step.case and not exchanges:
            raise FailedStepError(step, "nothing was exchanged that could be recorded")
        facts = self._package.facts
        client = told(facts, client_arguments(facts, self._account, given), given)
        self.footage.takes.append(Take(step, client, arguments, tuple(exchanges)))

    def clean_up(self, step: Step) -> Iterator[Finding]:
        """Make a step that cleans up, and yield what it did not do.

        What was never made need not be cleaned up, nor what is gone already.
        """
        missing = {name for name in _names(step) if name not in self.known}
        unclear = [self._unclear[name].call for name in sorted(missing) if name in self._unclear]
        if unclear:
            yield self.not_done(step, f"{', '.join(unclear)} may have made something, but its answer did not come")
        if missing:
            return
        try:
            self.make(step)
        except FailedStepError as error:
            if error.status not in _GONE:
                yield self.not_done(step, error.finding.message)
        except Exception as error:  # the next one is to be tried all the same
            yield self.not_done(step, said(error))

    def not_done(self, step: Step, reason: str) -> Finding:
        """Return the finding that a step which cleans up did not do its work."""
        try:
            arguments, _ = self._filled(step)
        except (LookupError, ValueError):
            arguments = dict(step.arguments)
        shown = ", ".join(f"{name}={value!r}" for name, value in arguments.items())
        return Finding("left-behind", f"not cleaned up by {step.call}({shown}): {reason}", step.place)

    def _filled(self, step: Step) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the arguments of the call and of the client with all references followed, as JSON data."""
        arguments, given = values.filled(dict(step.arguments), self.known), values.filled(dict(step.client), self.known)
        return values.plain(arguments), values.plain(given)

    def _made(
        self, step: Step, arguments: Mapping[str, Any], given: Mapping[str, Any]
    ) -> tuple[Outcome, list[Interaction]]:
        """Make the call of a step, again as long as it says so; return what the last one gave, and exchanged."""
        self._transport.wish = step.answer
        outcome, exchanges = Outcome(), list[Interaction]()
        with httpx2.Client(transport=self._transport, trust_env=False) as http:
            client = self._client(step, given, http)
            self._transport.home = client.base_url
            for turn in range(TRIES if step.until else step.times):
                if turn:
                    time.sleep(step.wait or (_PAUSE_SECONDS if step.until else 0.0))
                outcome, exchanges = self._called(client, step, arguments)
                if outcome.error is not None or (step.until and _fits(step.until, carried(outcome))):
                    return outcome, exchanges
        if step.until:
            expected = ", ".join(f"{path} is {value!r}" for path, value in step.until.items())
            raise FailedStepError(step, f"after {TRIES} calls it is not so that {expected}")
        return outcome, exchanges

    def _called(self, client: Any, step: Step, arguments: Mapping[str, Any]) -> tuple[Outcome, list[Interaction]]:
        exchanges = list[Interaction]()
        try:
            outcome = make_call(self._package, client, step, arguments)
        except MorePagesError as error:
            raise FailedStepError(step, str(error)) from None
        finally:
            exchanges, aside = self._transport.taken()
            self.footage.aside += aside
            self.footage.calls += len(exchanges)
        return outcome, exchanges

    def _client(self, step: Step, given: Mapping[str, Any], http: httpx2.Client) -> Any:
        module, facts = self._package.module, self._package.facts
        policy = module.RetryPolicy() if step.retries is None else module.RetryPolicy(max_retries=step.retries)
        retry = policy if self._waits else _Impatient(policy)
        try:
            arguments = client_arguments(facts, self._account, given)
            return getattr(module, facts.client)(**arguments, retry=retry, http_client=http)
        except Exception as error:
            raise FailedStepError(step, f"there is no client for it: {said(error)}") from None

    def _carry_on(self, step: Step, outcome: Outcome, exchanges: list[Interaction]) -> None:
        """Carry on the answer of a step, even if it is not what the step expects: there may be something to clean up."""
        if not step.name:
            return
        if outcome.error is None:
            self.known[step.name] = carried(outcome)
        elif exchanges and 200 <= exchanges[-1].response.status < 300:  # an answer that the client cannot read
            try:
                self.known[step.name] = read_json(exchanges[-1].response.body)
            except ValueError:
                return
        elif not 400 <= getattr(outcome.error, "status", 0) < 500:
            return  # a failure on the way, after which it may have been done
        del self._unclear[step.name]

    def _wrong(self, step: Step, outcome: Outcome) -> str:
        """Return in words how a call ended otherwise than it should, "" where it did not."""
        error = outcome.error
        if step.raises is None:
            return "" if error is None else f"raises {said(error)}"
        if error is None:
            return f"raises nothing in place of {step.raises}"
        is_expected = type(error) is getattr(self._package.module, step.raises)
        return "" if is_expected else f"raises {said(error)} in place of {step.raises}"


class _Impatient:
    """A retry policy that decides as another one does, and never waits."""

    def __init__(self, policy: Any) -> None:
        self._policy = policy

    def delay(self, attempt: int, elapsed: float, retry_after: float | None) -> float | None:
        """Return 0.0 seconds where the policy would try again, None where it gives up."""
        return None if self._policy.delay(attempt, elapsed, retry_after) is None else 0.0


def said(error: BaseException) -> str:
    """Return an error in words for a message."""
    text = f"{type(error).__name__}: {error}"
    return text if len(text) <= _MAX_MESSAGE else text[:_MAX_MESSAGE] + "…"


def _names(step: Step) -> Iterator[str]:
    """Yield the names that the references of a step start with."""
    for given in (step.arguments, step.client):
        for reference in values.references(dict(given)):
            name = values.name_in(reference)
            if name is not None:
                yield name


def _fits(expected: Mapping[str, Any], answer: Any) -> bool:
    """Tell whether the parts of an answer have the expected values."""
    try:
        return all(values.plain(values.reached(answer, path)) == value for path, value in expected.items())
    except (LookupError, ValueError):
        return False
