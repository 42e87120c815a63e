"""A disk of its own, small enough to be filled: a tmpfs that only this process's children see."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

APART: Final = "--apart"
_STEPS: Final = (1 << 24, 1 << 20, 1 << 16, 1 << 12)


def can_mount() -> bool:
    """Whether this process may have a mount of its own."""
    if shutil.which("unshare") is None:
        return False
    words = ["unshare", "-m", "--propagation", "private", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def go_apart(module: str, arguments: list[str]) -> None:
    """Become the same command with mounts that end with it. Returns where that was done before."""
    if APART in arguments:
        return
    words = ["unshare", "-m", "--propagation", "private"]
    os.execvp("unshare", [*words, sys.executable, "-m", module, *arguments, APART])


class Disk:
    """A file system of so many MiB."""

    def __init__(self, at: Path, megabytes: int) -> None:
        self.path = at
        at.mkdir(mode=0o755)
        words = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(at)]
        subprocess.run(words, check=True)
        self._ballast = at / "ballast"

    def fill(self) -> None:
        """Leave no room."""
        with self._ballast.open("ab") as file:
            for step in _STEPS:
                while self._grow(file.fileno(), step):
                    pass

    def free(self) -> None:
        """Make room again."""
        self._ballast.unlink(missing_ok=True)

    def close(self) -> None:
        """Give it back, as soon as nobody uses it."""
        subprocess.run(["umount", "-l", str(self.path)], check=False, capture_output=True)

    @staticmethod
    def _grow(file: int, step: int) -> bool:
        try:
            os.posix_fallocate(file, os.fstat(file).st_size, step)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            return False
        return True
