"""PostgreSQL behind a proxy; every secret is a file that must exist."""

from pathlib import Path

from config.settings.base import *  # noqa: F403 - a profile is base plus its stores
from config.settings.env import env, secret_from

SECRET_KEY = secret_from(Path(env.str("SECRET_KEY_FILE")), make=False)
DATABASES = {"default": {**env.db("DATABASE_URL"), "CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60}}
LOG_KEY_FILE = env.str("LOG_KEY_FILE")
Path(LOG_KEY_FILE).stat()  # hosts that each made a key of their own would sign differently
LOG_KEY_MAKE = False
BUS_URL = env.str("BUS_URL", default="local:")
vars().update(env.email_url("MAIL_URL"))
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
