"""What a currency is called."""

from typing import Final

from babel.numbers import get_currency_name

from api.pages.rules.words import say
from api.pages.tags import is_chinese

# Named as the field's own notices name them.
_OWN: Final = ("CNY", "HKD", "MOP", "USD", "EUR")


def currency_text(currency: str) -> str:
    """The name that goes behind an amount; abroad the code says it in English."""
    if currency in _OWN:
        return say(f"page.rules.currency.{currency.lower()}")
    return str(get_currency_name(currency, locale="zh_Hans")) if is_chinese() else currency
