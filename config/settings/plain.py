"""The embedded profile's plain door (config/plain.py): other addresses, no cookie."""

from config.settings.embedded import *  # noqa: F403 - a profile is base plus its stores

ROOT_URLCONF = "config.plain_urls"
