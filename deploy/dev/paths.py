"""Where dev.py keeps things: all of it inside the clone, so two clones share nothing."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PEERS = ROOT / ".venv-bench"
STAMPS = ROOT / ".stamps"
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
FRONTEND = ROOT / "frontend"
LOCALE = ROOT / "locale"
REQUIREMENTS = ROOT / "requirements"
MANAGE = ROOT / "manage.py"
DEMO_EDITION = ROOT / "demo" / "qiming-cup.yaml"

PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def child_env(*, var: Path = VAR, settings: str | None = None, **extra: str) -> dict[str, str]:
    """The environment of everything dev.py starts, over the caller's own."""
    env = dict(os.environ)
    if settings:
        env["DJANGO_SETTINGS_MODULE"] = settings
    else:
        env.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")
    env["VAR_DIR"] = str(var)
    env["PYTHONUNBUFFERED"] = "1"
    env.update(extra)
    return env
