"""One machine, nothing but Python: SQLite, local files, mail into a folder."""

from pathlib import Path

from config.settings.base import *  # noqa: F403 - a profile is base plus its stores
from config.settings.env import VAR_DIR, env, secret_from

SECRET_KEY = secret_from(
    Path(env.str("SECRET_KEY_FILE", default=str(VAR_DIR / "keys" / "secret.key"))), make=True
)
DATABASE_FILE = VAR_DIR / "yisai.sqlite3"
DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{DATABASE_FILE}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "core.db.sqlite3"
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
LOG_KEY_MAKE = True
BUS_URL = env.str("BUS_URL", default="local:")
NOTICE_MAIL_BACKEND = "core.notices.backends.EmlBackend"
NOTICES_AT_ONCE = True
OUTBOX_DIR = VAR_DIR / "outbox"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
