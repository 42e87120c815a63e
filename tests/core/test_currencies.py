"""The codes of money, against the data that Babel carries."""

import pytest
from babel.core import get_global
from babel.numbers import get_currency_name

from core.currencies import CURRENCIES, minor_digits


def test_codes_are_known_once_and_in_order() -> None:
    assert list(CURRENCIES) == sorted(set(CURRENCIES))
    assert {"CNY", "HKD", "MOP", "USD", "EUR", "NZD", "JPY", "XOF"} <= set(CURRENCIES)
    assert not {"XXX", "XTS", "XAU", "CHE", "CLF", "USN"} & set(CURRENCIES)


@pytest.mark.parametrize("locale", ["zh_Hans", "en"])
def test_every_code_has_a_name_to_print(locale: str) -> None:
    unnamed = [code for code in CURRENCIES if get_currency_name(code, locale=locale) == code]
    assert set(unnamed) <= {"XCG", "ZWG"}  # Newer than some editions of the data.


def test_every_currency_of_a_country_today_is_there() -> None:
    """What is legal tender somewhere by Babel's table of countries."""
    today = {
        code
        for rows in get_global("territory_currencies").values()
        for code, _, end, tender in rows
        if tender and end is None
    }
    assert today - set(CURRENCIES) == set()


@pytest.mark.parametrize(
    ("currency", "digits"), [("CNY", 2), ("EUR", 2), ("JPY", 0), ("XOF", 0), ("KWD", 3), ("TND", 3)]
)
def test_decimals(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


def test_no_such_code() -> None:
    with pytest.raises(KeyError):
        minor_digits("RMB")
