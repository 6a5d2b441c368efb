"""Move a script from Celigo to Patchworks, where it becomes the next version of a script that is there."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import celigo_scripts
import patchworks_core
from celigo_scripts import Celigo, RetryPolicy
from patchworks_core import Patchworks

EPILOG = """\
Celigo's token comes from CELIGO_API_TOKEN, Patchworks' key from PATCHWORKS_API_KEY (or a user's token from
PATCHWORKS_TOKEN). CELIGO_BASE_URL and PATCHWORKS_BASE_URL replace the vendors' servers.

exit codes: 0 moved, 1 a vendor refused, 2 wrong usage or no credential, 3 a vendor did not answer"""


@dataclass(frozen=True)
class TokenFile:
    """A source of tokens for any of the packages: a mounted secret, read for every request since it may change."""

    path: Path

    def token(self) -> str:
        """Return what the file holds."""
        return self.path.read_text("utf-8").strip()


def move(celigo: Celigo, patchworks: Patchworks, source: str, target: str, *, keep: bool) -> str:
    """Add Celigo's script `source` to Patchworks' script `target`, take it out of Celigo, and say what became of it.

    Raises:
        ValueError: the script has no source code.
    """
    script = celigo.scripts.get(source)
    if not script.content:
        raise ValueError(f"Celigo's script {source} has no source code")
    made = patchworks.script_versions.create(target, content=script.content).data
    if not keep:
        celigo.scripts.delete(source)
    return f"{script.name or source}: version {made.version if made else '?'} of Patchworks' script {target}"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", help="id of the script in Celigo")
    parser.add_argument("target", help="id of the script in Patchworks")
    parser.add_argument("--keep", action="store_true", help="leave the script in Celigo as well")
    parser.add_argument("--secrets", type=Path, help="folder with a token in `celigo` and a key in `patchworks`")
    given = parser.parse_args()
    token, key = (TokenFile(given.secrets / name) if given.secrets else None for name in ("celigo", "patchworks"))
    retry = RetryPolicy(max_retries=4, initial_delay=0.1)  # one policy serves both packages
    try:
        with Celigo(token, retry=retry) as celigo, Patchworks(api_key=key, retry=retry) as patchworks:
            print(move(celigo, patchworks, given.source, given.target, keep=given.keep))  # noqa: T201
    except (TimeoutError, ConnectionError) as error:  # of either vendor
        parser.exit(3, f"{parser.prog}: {error}\n")
    except (celigo_scripts.ConfigurationError, patchworks_core.ConfigurationError, OSError) as error:
        parser.exit(2, f"{parser.prog}: {error}\n")
    except (celigo_scripts.APIError, patchworks_core.APIError, ValueError) as error:
        parser.exit(1, f"{parser.prog}: {error}\n")


if __name__ == "__main__":
    main()
