"""The one place that reads the environment."""

import secrets
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))


def secret_from(path: Path, *, make: bool) -> str:
    """The text of a key file; `make` creates it (0600) when it is missing.

    Raises FileNotFoundError where the file must already exist: no secret has a default.
    """
    if make and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
