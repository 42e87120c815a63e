"""The embedded profile for tests: DATABASE_URL chooses SQLite or PostgreSQL.

A run for the production profile names its other stores as well (tests/realservers.py).
"""

import tempfile
from pathlib import Path

from config.settings.caches import valkey_cache
from config.settings.env import env
from config.settings.mail import mail_place

if "VAR_DIR" not in env.ENVIRON:  # before embedded reads it: tests never touch a clone's var/
    env.ENVIRON["VAR_DIR"] = tempfile.mkdtemp(prefix="yisai-test-")

from config.settings.embedded import *  # noqa: F403 - see the profile's docstring

TESTING = True
# The fast cluster and databases in memory forget on purpose.
DURABILITY_CHECK = False
VAR_DIR = Path(env.str("VAR_DIR"))
# The runners ask thousands of times a minute as one person; tests of the limits set their own.
THROTTLE_RATES = {}

if "CACHE_URL" in env.ENVIRON:
    CACHES = {"default": valkey_cache(env.str("CACHE_URL"))}
if "MAIL_URL" in env.ENVIRON:
    vars().update(mail_place(env.str("MAIL_URL")))
