"""Every recording, played to the generated client: it sends what was recorded and loses nothing of the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from generator.contract.cassettes.cassette import Cassette
from generator.contract.replaying.client_check import Replay
from generator.contract.replaying.replay import Outcome, Tape, play, play_async
from generator.contract.replaying.results import outcome_differences
from generator.exchange.credentials import credential_headers

from .recordings import api, cassettes, name, replays

SINGLE = [cassette for cassette in cassettes() if len(cassette.interactions) == 1]

pytestmark = pytest.mark.usefixtures("no_network")


@pytest.fixture(scope="module")
def checkers() -> Iterator[dict[str, Replay]]:
    with replays() as found:
        yield found


@pytest.mark.parametrize("cassette", cassettes(), ids=name)
def test_a_client_does_what_was_recorded(checkers: dict[str, Replay], cassette: Cassette) -> None:
    assert checkers[cassette.vendor].check(cassette) == []


@pytest.mark.parametrize("how", [play, play_async], ids=["sync", "async"])
@pytest.mark.parametrize("cassette", SINGLE, ids=name)
def test_raw_gives_the_whole_response(
    checkers: dict[str, Replay], cassette: Cassette, how: Callable[..., Outcome]
) -> None:
    tape = Tape(cassette.interactions, credential_headers(api(cassette.vendor).document))
    outcome = how(checkers[cassette.vendor].package, cassette, tape, raw=True)
    assert outcome.response is not None
    assert list(outcome_differences(cassette, outcome)) == []
