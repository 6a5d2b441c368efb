"""What one recording session knows, and the parts that scrub with it and call one another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.contract.scrubbing.known_secrets import KnownSecrets
from generator.contract.scrubbing.pseudonyms import Pseudonyms
from generator.contract.scrubbing.scrub_fields import Fields
from generator.contract.scrubbing.scrub_rules import Rules
from generator.contract.scrubbing.scrub_servers import Moved
from generator.contract.scrubbing.scrub_text import Texts
from generator.contract.scrubbing.scrub_urls import Urls
from generator.contract.scrubbing.times import Times


@dataclass(frozen=True, slots=True)
class At:
    """What stands around a text.

    `depth` counts the texts that it is written inside of, `levels` the JSON arrays and objects. `told` is set inside of
    what tells of errors, `suspect` inside of what is named like credentials, `oauth` in requests for a token.
    """

    depth: int = 0
    levels: int = 0
    told: bool = False
    suspect: bool = False
    oauth: bool = False

    def inner(self) -> At:
        """Return what stands around a text inside of this one."""
        return replace(self, depth=self.depth + 1)


class Session:
    """The state of one session: secrets, pseudonyms, times (None: they stay), and the rules of a document."""

    def __init__(self, rules: Rules, secrets: KnownSecrets, times: Times | None, moved: Moved | None) -> None:
        self.rules = rules
        self.secrets = secrets
        self.pseudonyms = Pseudonyms()
        self.times = times
        self.moved = moved
        self.fields = Fields(self)
        self.texts = Texts(self)
        self.urls = Urls(self)
