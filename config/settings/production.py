"""PostgreSQL, Valkey, S3 and SMTP behind a proxy; every secret is a file that must exist.

What is missing or wrong is refused at start by its name (config/settings/required.py). Decisions
on what `check --deploy` asks: docs/decisions/0010-production-settings.md.
"""

from config.settings import process, required
from config.settings.caches import valkey_cache
from config.settings.env import env
from config.settings.mail import mail_place
from config.settings.postgres import limited

required.nothing_of_the_tests()
SITE_URL = required.site_url()
_files_url, FILES_ORIGIN = required.files_url(SITE_URL)
# What is shared computes more from these: it shall see them as they were checked.
env.ENVIRON |= {"SITE_URL": SITE_URL, "FILES_URL": _files_url, "FILES_ORIGIN": FILES_ORIGIN}
TRUSTED_PROXIES = required.trusted_proxies()

from config.settings.base import *  # noqa: E402, F403 - a profile is base plus its stores

ALLOWED_HOSTS = required.allowed_hosts(SITE_URL)
SECRET_KEY = required.secret_key()
DATABASES = {"default": limited(required.postgres(), serving=process.serving)}
# Hosts that each made a key of their own would sign differently.
LOG_KEY_FILE = str(
    required.key_file("LOG_KEY_FILE", "name the Ed25519 key that signs receipts and checkpoints")
)
FIELD_KEY_FILE = str(
    required.key_file("FIELD_KEY_FILE", "name the key that seals secrets in the database")
)
LOG_KEY_MAKE = False
LIVE_ROLE = required.live_role()
BUS_URL = required.valkey("BUS_URL", "name the Valkey server that tells processes of changes")
# A local cache would count the limits of requests in each process for itself.
CACHES = {
    "default": valkey_cache(
        required.valkey("CACHE_URL", "name the Valkey server that counts requests")
    )
}
vars().update(mail_place(required.required("MAIL_URL", "name the server that takes our mail")))

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Without a proxy of our own anybody could write this header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_SSL_REDIRECT = True
# Probes ask a process itself, without TLS; they are told nothing.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000
# Subdomains of the site's host are not ours to bind, and the preload list wants them all.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
