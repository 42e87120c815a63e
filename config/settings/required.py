"""What production asks of its environment: each missing or wrong variable is named and refused.

Every function reads one variable and returns what the settings need of it, or raises
ImproperlyConfigured with a sentence. Addresses may hold secrets, so no sentence repeats one.
"""

import sys
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.env import env, secret_from

# Django's own measure of a key that can be guessed (security.W009).
SECRET_LENGTH: Final = 50
MOST_PROXIES: Final = 5
LIVE_ROLES: Final = ("all", "judges", "spectators")
_POSTGRES: Final = {"postgres", "postgresql", "pgsql"}
_VALKEY: Final = {"redis", "rediss"}


def nothing_of_the_tests() -> None:
    """Refuses a clock that somebody may set, and the tests' own code in this process."""
    if "FAKETIME" in env.ENVIRON or "faketime" in env.str("LD_PRELOAD", default=""):
        raise ImproperlyConfigured(
            "FAKETIME or LD_PRELOAD fakes the clock: deadlines need a true one."
        )
    if "tests" in sys.modules:
        raise ImproperlyConfigured("The tests' code is loaded; production serves without it.")


def required(name: str, says: str) -> str:
    """The variable's text; `says` completes the sentence "NAME is not set: …"."""
    text: str = env.str(name, default="").strip()
    if not text:
        raise ImproperlyConfigured(f"{name} is not set: {says}.")
    return text


def key_file(name: str, says: str) -> Path:
    """The path of a key that is there, readable by its owner only."""
    path = Path(required(name, says))
    if not path.is_file():
        raise ImproperlyConfigured(f"{name} names a file that is not there: {path}.")
    if path.stat().st_mode & 0o077:
        raise ImproperlyConfigured(
            f"{name} names a file that others on this machine may read: chmod 600 {path}."
        )
    return path


def secret_key() -> str:
    """Django's secret, the same on every host, from SECRET_KEY_FILE."""
    secret = secret_from(
        key_file("SECRET_KEY_FILE", "name the file that holds the secret for signing"), make=False
    )
    if len(secret) < SECRET_LENGTH or len(set(secret)) < 5:
        raise ImproperlyConfigured(
            f"SECRET_KEY_FILE holds too little: {SECRET_LENGTH} random characters are needed."
        )
    return secret


def site_url() -> str:
    """The https origin under which people reach the site, from SITE_URL."""
    text = required("SITE_URL", "name the address under which people reach the site")
    return _https_origin("SITE_URL", text)


def allowed_hosts(site: str) -> list[str]:
    """The host names that are answered, from ALLOWED_HOSTS: the site's own, and no pattern."""
    hosts = [each.strip() for each in required("ALLOWED_HOSTS", "name the hosts").split(",")]
    if any(each == "*" or each.startswith(".") for each in hosts):
        raise ImproperlyConfigured("ALLOWED_HOSTS must name each host; no pattern is taken.")
    if urlsplit(site).hostname not in hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS must contain the host of SITE_URL.")
    return hosts


def trusted_proxies() -> int:
    """How many proxies of our own write X-Forwarded-For and -Proto, from TRUSTED_PROXIES."""
    text = required("TRUSTED_PROXIES", "say how many proxies stand in front, 0 for none")
    if not text.isascii() or not text.isdigit() or int(text) > MOST_PROXIES:
        raise ImproperlyConfigured(f"TRUSTED_PROXIES must be a number from 0 to {MOST_PROXIES}.")
    return int(text)


def live_role() -> str:
    """What a `live` process answers, from LIVE_ROLE; all if unsaid."""
    role: str = env.str("LIVE_ROLE", default="all").strip()
    if role not in LIVE_ROLES:
        raise ImproperlyConfigured(f"LIVE_ROLE must be one of {', '.join(LIVE_ROLES)}.")
    return role


def postgres() -> dict[str, Any]:
    """Django's facts of the PostgreSQL database, from DATABASE_URL."""
    parts = urlsplit(required("DATABASE_URL", "name the PostgreSQL database"))
    if parts.scheme not in _POSTGRES or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL must be postgres://USER:PASSWORD@host/database.")
    facts: dict[str, Any] = env.db("DATABASE_URL")
    return facts


def valkey(name: str, says: str) -> str:
    """The address of a Valkey or Redis server."""
    text = required(name, says)
    parts = urlsplit(text)
    if parts.scheme not in _VALKEY or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must be redis://[:PASSWORD@]host:port[/number].")
    return text


def files_url(site: str) -> tuple[str, str]:
    """FILES_URL and FILES_ORIGIN: an S3 store that browsers reach on another host than ours.

    A file that a browser should draw after all then runs on a site without our cookies.
    """
    url = required("FILES_URL", "name the S3 store: s3://KEY:SECRET@host/bucket")
    if urlsplit(url).scheme != "s3":
        raise ImproperlyConfigured("FILES_URL must be s3://KEY:SECRET@host/bucket.")
    text = required("FILES_ORIGIN", "name the store's address for browsers")
    origin = _https_origin("FILES_ORIGIN", text)
    if urlsplit(origin).hostname == urlsplit(site).hostname:
        raise ImproperlyConfigured("FILES_ORIGIN must be on another host than SITE_URL.")
    return url, origin


def _https_origin(name: str, text: str) -> str:
    """The text as an origin: https, a host, perhaps a port, nothing else."""
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname or not _is_bare(parts):
        raise ImproperlyConfigured(f"{name} must be https://host[:port] and nothing more.")
    return text.rstrip("/")


def _is_bare(parts: SplitResult) -> bool:
    """Whether an address names an origin only."""
    return parts.path in {"", "/"} and "@" not in parts.netloc and not parts.query + parts.fragment
