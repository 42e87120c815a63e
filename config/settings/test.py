"""The embedded profile for tests: DATABASE_URL chooses SQLite or PostgreSQL."""

import tempfile
from pathlib import Path

from config.settings.env import env

if "VAR_DIR" not in env.ENVIRON:  # before embedded reads it: tests never touch a clone's var/
    env.ENVIRON["VAR_DIR"] = tempfile.mkdtemp(prefix="yisai-test-")

from config.settings.embedded import *  # noqa: F403 - see the profile's docstring

TESTING = True
# The fast cluster and databases in memory forget on purpose.
DURABILITY_CHECK = False
VAR_DIR = Path(env.str("VAR_DIR"))
# The runners ask thousands of times a minute as one person; tests of the limits set their own.
THROTTLE_RATES = {}
