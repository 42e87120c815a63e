"""What one section of a run migrated, kept for the sections after it.

`dev.py test` names a folder of its own for each run in YISAI_TEST_KEPT, so nothing in it is older
than the sources; without the variable every section migrates for itself. The first section on
each vendor always migrates.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.servers.postgres import packaged_binaries

_DUMP = "migrated.sql"


def kept_home(home: Path) -> Path:
    """Return the folder that this run keeps between sections, or this section's own HOME."""
    return Path(os.environ.get("YISAI_TEST_KEPT", home))


def dump_keep(url: str) -> None:
    """Keep the migrated PostgreSQL database at URL; nobody is connected to it."""
    if "YISAI_TEST_KEPT" not in os.environ:
        return
    target = _dump()
    half = target.with_suffix(f".{os.getpid()}")
    _tool("pg_dump", "--no-owner", "--file", str(half), url)
    half.replace(target)


def dump_exists() -> bool:
    """Tell whether an earlier section of this run kept a migrated PostgreSQL database."""
    return "YISAI_TEST_KEPT" in os.environ and _dump().exists()


def dump_restore(url: str) -> None:
    """Fill the empty PostgreSQL database at URL with what was kept."""
    _tool(
        "psql",
        *("-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", "-o", os.devnull),
        *("-f", str(_dump()), url),
    )


def _dump() -> Path:
    return Path(os.environ["YISAI_TEST_KEPT"], _DUMP)


def _tool(name: str, *arguments: str) -> None:
    done = subprocess.run(
        [str(packaged_binaries() / name), *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
