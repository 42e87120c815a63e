"""An environment in which the production settings start: tests change one thing of it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
SITE: Final = "https://match.example.cn"


def key_files(folder: Path) -> dict[str, str]:
    """The three secrets of an installation, made anew."""
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    found = {}
    for name, content in (
        ("SECRET_KEY", secrets.token_urlsafe(48).encode()),
        ("LOG_KEY", pem),
        ("FIELD_KEY", Fernet.generate_key()),
    ):
        file = folder / f"{name.lower()}.key"
        file.touch(mode=0o600)
        file.write_bytes(content)
        found[f"{name}_FILE"] = str(file)
    return found


def production_env(folder: Path, **changed: str | None) -> dict[str, str]:
    """Every variable that production asks for; `None` leaves one out.

    The servers it names are not there: settings are read without asking any.
    """
    folder.mkdir(exist_ok=True)
    facts: dict[str, str | None] = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "VAR_DIR": str(folder / "var"),
        "SITE_URL": SITE,
        "ALLOWED_HOSTS": "match.example.cn",
        "TRUSTED_PROXIES": "1",
        "DATABASE_URL": "postgres://yisai:secret@127.0.0.1:1/yisai",
        "BUS_URL": "redis://127.0.0.1:1/0",
        "CACHE_URL": "redis://127.0.0.1:1/1",
        "FILES_URL": "s3://key:secret@127.0.0.1:1/pitches",
        "FILES_ORIGIN": "https://files.example.org",
        "MAIL_URL": "smtp://127.0.0.1:1?from=Yisai%20%3Cnoreply%40example.cn%3E",
        **key_files(folder),
        **changed,
    }
    return {name: text for name, text in facts.items() if text is not None}


def run(*words: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Python in a process of its own, with this environment and no other."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def setting(name: str, env: dict[str, str]) -> str:
    """One setting as a process with this environment has it."""
    done = run("-c", f"from django.conf import settings; print(settings.{name})", env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
