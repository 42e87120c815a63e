"""The embedded profile's plain door (config/plain.py): other addresses, its own short sessions.

What travels here can be read by whoever listens in the hall's network. So the cookies have names
of their own, the sessions count at no other door and end after half a day, and they open the
basic card and nothing else (docs/decisions/0013-the-basic-card.md).
"""

from config.settings.embedded import *  # noqa: F403 - a profile is base plus its stores
from config.settings.env import env

# Off (`up --lan --no-basic`): the plain door signs nobody in and gives no cookie.
PLAIN_BASIC: bool = env.bool("PLAIN_BASIC", default=True)
ROOT_URLCONF = "config.plain_urls" if PLAIN_BASIC else "config.bare_urls"
SESSION_ENGINE = "api.plain_sessions"
SESSION_COOKIE_NAME = "yisai_plain"
CSRF_COOKIE_NAME = "yisai_plain_csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SEAT_SESSION_HOURS = 12
