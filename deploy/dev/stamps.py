"""A finished step is stamped with the hash of its inputs; the same inputs do nothing again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from .paths import ROOT, STAMPS

_SKIPPED = {"node_modules", "dist", "__pycache__", ".git", ".venv", "var", ".vite"}


def files_under(folder: Path, *, suffix: str = "") -> list[Path]:
    """Return the source files under a folder, sorted, without what tools leave there."""
    found: list[Path] = []
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _SKIPPED]
        found += [Path(base, name) for name in names if name.endswith(suffix)]
    return sorted(path for path in found if not path.name.endswith(".tsbuildinfo"))


def digest(files: Iterable[Path], *words: str) -> str:
    """Hash names and contents of files, and words such as a version or a setting."""
    total = hashlib.sha256()
    for path in files:
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        total.update(f"{name}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"absent")
    for word in words:
        total.update(f"\0{word}".encode())
    return total.hexdigest()


class Stamp:
    """The mark that a step has been done for exactly these inputs."""

    def __init__(self, name: str, key: str, *, folder: Path = STAMPS) -> None:
        self.path = folder / name
        self.key = key

    def is_fresh(self, *outputs: Path) -> bool:
        """Tell whether the step was done with these inputs and its outputs are still there."""
        if not all(output.exists() for output in outputs):
            return False
        return self.path.is_file() and self.path.read_text(encoding="ascii") == self.key

    def void(self) -> None:
        """Forget the step before it starts, so that an interrupted one is done again."""
        self.path.unlink(missing_ok=True)

    def press(self) -> None:
        """Record the step as done."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.key, encoding="ascii")
