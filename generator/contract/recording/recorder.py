"""Scenarios run over a generated client, one after the other, each with its clean-up however it ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import httpx2

from generator.contract.recording import scenario_values as values
from generator.contract.recording.account import Account
from generator.contract.recording.footage import Footage
from generator.contract.recording.plan import Turn
from generator.contract.recording.scenarios import Step
from generator.contract.recording.taking import FailedStepError, Taking, said
from generator.contract.recording.target import Target
from generator.contract.recording.transport import RecordingTransport
from generator.contract.replaying.packages import Package
from generator.document.findings import Finding


class Recorder:
    """Runs scenarios over the client of one package, as one account, at one target."""

    def __init__(
        self, package: Package, account: Account, target: Target, http: httpx2.Client, say: Callable[[str], None]
    ) -> None:
        """Take an imported package, what requests are sent by, and what is told of each step."""
        self._package = package
        self._account = account
        self._target = target
        self._transport = RecordingTransport(http, target.base_url, confined=target.is_standin)
        self._say = say

    def run(self, turn: Turn, needs: Mapping[str, str]) -> Footage:
        """Run a scenario, with `needs` as what the account brings; whatever becomes of it, it cleans up."""
        taking = Taking(self._package, self._account, self._transport, waits=not self._target.is_standin)
        footage = taking.footage
        try:
            taking.known |= {values.NOW: self._target.begin(), **needs}
            for number, step in enumerate(turn.steps, 1):
                self._say(f"{turn.scenario.name} {number}/{len(turn.steps)}: {step.call}")
                taking.make(step)
        except FailedStepError as error:
            footage.failures.append(error.finding)
        except KeyboardInterrupt:
            footage.is_interrupted = True
        except Exception as error:  # whatever it is, what was made is cleaned up
            footage.failures.append(Finding("failed-scenario", f"{turn.scenario.name}: {said(error)}"))
        finally:
            self._clean_up(turn.clean_up, taking)
        return footage

    def _clean_up(self, steps: tuple[Step, ...], taking: Taking) -> None:
        footage = taking.footage
        for index, step in enumerate(steps):
            try:
                self._say(f"cleaning up {index + 1}/{len(steps)}: {step.call}")
                footage.left_behind.extend(taking.clean_up(step))
            except KeyboardInterrupt:
                footage.is_interrupted = True
                footage.left_behind.extend(taking.not_done(left, "interrupted") for left in steps[index:])
                return
