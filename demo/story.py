"""The story's data: the edition document and the marks, read once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Story:
    """`edition` is qiming-cup.yaml, `marks` is marks.yaml."""

    edition: dict[str, Any]
    marks: dict[str, Any]


@cache
def story() -> Story:
    """The demo final 启明杯 2026."""
    return Story(_load("qiming-cup.yaml"), _load("marks.yaml"))


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return loaded
