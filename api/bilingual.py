"""Sentences in both languages at once, for answers that name both."""

from collections.abc import Callable
from typing import Final

from django.utils import translation
from django.utils.translation import gettext

LANGUAGES: Final = (("zh-hans", "zh"), ("en", "en"))
Both = dict[str, str]


def in_both(make: Callable[[], str]) -> Both:
    """What ``make`` says under each language, as `{zh, en}`."""
    found: Both = {}
    for language, tag in LANGUAGES:
        with translation.override(language):
            found[tag] = make()
    return found


def both(key: str, **facts: object) -> Both:
    """The catalogue's text with its places filled, as `{zh, en}`."""
    return in_both(lambda: gettext(key).format(**facts))
