"""The account that is recorded with: its credentials, where they come from, and what of them a cassette may tell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.contract.replaying.packages import VARIABLE
from generator.contract.scrubbing.secret_shapes import REDACTED
from generator.document.findings import Finding, SpecloomError
from generator.emit.credentials import InputFacts, SchemeFacts
from generator.emit.settings import PackageFacts

Ask = Callable[[str, bool], str]
"""Asks a person for something, by its name; it is shown as it is typed unless it is a secret, which the second tells."""


@dataclass(frozen=True, slots=True)
class Account:
    """Credentials by the argument of the client that takes them.

    Attributes:
        values: all that are known.
        usual: the arguments that a client gets where a step says nothing else.
    """

    values: Mapping[str, str] = field(repr=False)
    usual: tuple[str, ...]


def of_standin(facts: PackageFacts, accepted: Mapping[str, list[str]]) -> Account:
    """Return an account that a stand-in accepts: no secret of anybody; `accepted` lists what it takes, by scheme."""
    values: dict[str, str] = {}
    for scheme in facts.schemes:
        listed = accepted.get(scheme.name) or [REDACTED]
        first = listed[0].partition(":")[::2] if len(scheme.required) > 1 else listed
        values |= {each.argument: value or REDACTED for each, value in zip(scheme.required, first, strict=False)}
        values |= {each.argument: REDACTED for each in _login(scheme)}
    usual = tuple(each.argument for each in facts.schemes[0].required) if facts.schemes else ()
    return Account(values, usual)


def needed(facts: PackageFacts, wanted: Collection[str], environment: Mapping[str, str]) -> tuple[InputFacts, ...]:
    """Return the inputs that recording takes: the usual ones, and those whose arguments are in `wanted`."""
    arguments = {*_usual(facts, _known(facts, environment)), *wanted}
    return tuple(each for each in facts.inputs if each.argument in arguments)


def of_environment(
    facts: PackageFacts, wanted: Collection[str], environment: Mapping[str, str], ask: Ask | None
) -> Account:
    """Return the account that the package's environment variables tell of.

    Args:
        facts: the package.
        wanted: the arguments that are needed beside the usual ones.
        environment: the variables.
        ask: asks for what no variable holds; None where nobody can be asked.

    Raises:
        SpecloomError: something is missing, and nobody can be asked.
    """
    known = _known(facts, environment)
    usual = _usual(facts, known)
    missing = [each for each in needed(facts, wanted, environment) if each.argument not in known]
    if ask is None and missing:
        raise SpecloomError(
            Finding("no-credential", f"needs {each.argument}: {each.description}", remedy=f"Set {each.environment}.")
            for each in missing
        )
    if ask is not None:
        known |= {each.argument: ask(f"{each.argument} ({each.environment} is not set)", True) for each in missing}
    return Account(known, usual)


def client_arguments(facts: PackageFacts, account: Account, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a client is made with; `given` are the arguments that differ, of which None takes one away."""
    arguments: dict[str, Any] = {argument: account.values[argument] for argument in account.usual}
    for variable in facts.variables:
        arguments[variable.argument] = variable.default or next(iter(variable.enum), VARIABLE)
    # A client that logs in has the address for it from where the name comes from.
    for scheme in facts.schemes:
        login = scheme.exchange.arguments if scheme.exchange else []
        if len(login) > 2 and login[0] in {*account.usual, *given} and login[2] in account.values:
            arguments[login[2]] = account.values[login[2]]
    return {name: value for name, value in {**arguments, **given}.items() if value is not None}


def told(facts: PackageFacts, used: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments by which a cassette tells what its client was made with, in place of the credentials `used`.

    A name and a password stand for the token that they led to: a client that is played to does not log in.
    """
    result: dict[str, Any] = {}
    for index, scheme in enumerate(facts.schemes):
        logs_in = any(each.argument in used for each in _login(scheme))
        for each in scheme.required:
            has = each.argument in used or logs_in
            if has is not (index == 0):
                result[each.argument] = REDACTED if has else None
    credentials = {each.argument for each in facts.inputs}
    return result | {name: value for name, value in given.items() if name not in credentials}


def secrets(facts: PackageFacts, account: Account, clients: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the credentials of the account, and those that stand in `clients`, the arguments that steps give."""
    addresses = {each.argument for scheme in facts.schemes if scheme.exchange for each in scheme.exchange.inputs[2:]}
    names = {each.argument for each in facts.inputs} - addresses
    return tuple(
        dict.fromkeys(
            value
            for values in (account.values, *clients)
            for name, value in values.items()
            if name in names and isinstance(value, str)
        )
    )


def _known(facts: PackageFacts, environment: Mapping[str, str]) -> dict[str, str]:
    values = {each.argument: environment.get(each.environment, "").strip() for each in facts.inputs}
    return {argument: value for argument, value in values.items() if value}


def _usual(facts: PackageFacts, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the arguments of the first scheme that `known` is enough for; those of the first one where it is not."""
    for scheme in facts.schemes:
        for inputs in (scheme.required, _login(scheme)):
            if inputs and all(each.argument in known for each in inputs):
                return tuple(each.argument for each in inputs)
    return tuple(each.argument for each in facts.schemes[0].required) if facts.schemes else ()


def _login(scheme: SchemeFacts) -> tuple[InputFacts, ...]:
    """Return the inputs for a name and a secret that are exchanged for a token."""
    return scheme.exchange.inputs[:2] if scheme.exchange else ()
