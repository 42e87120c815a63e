"""What an award gives, in words: any currency with its own decimals, and grants out of a pot."""

from typing import Any

import pytest
from django.utils import translation

from api.pages.rules.awards import award_line
from api.pages.rules.names import Names
from contest.rulebook.v1.awards import Award, Prize
from contest.rulebook.v1.facts import Fact
from contest.rulebook.v1.names import Name
from tests.api.pages.rulebook_walk import filled

ASKED = Fact(id="asked", name=Name(zh="申请金额", en="Amount asked for"), type="amount")


def notes(language: str, **prize: Any) -> str:
    award = Award(id="a", name=Name(zh="奖", en="Prize"), by="committee", prize=Prize(**prize))
    names = Names(filled().__class__(rulebook=1, name=award.name, facts=(ASKED,), rounds=()))
    with translation.override(language):
        return "; ".join(award_line(names, award).notes)


@pytest.mark.parametrize(
    ("language", "currency", "amount", "words"),
    [
        ("en", "CNY", 100_000_000, "prize: 1,000,000 CNY"),
        ("zh-hans", "CNY", 100_000_000, "奖金 1,000,000 元（人民币）"),
        ("en", "JPY", 500_000, "prize: 500,000 JPY"),
        ("zh-hans", "JPY", 500_000, "奖金 500,000 日元"),
        ("en", "KWD", 1_500, "prize: 1.5 KWD"),
        ("zh-hans", "NZD", 250_050, "奖金 2,500.5 新西兰元"),
    ],
)
def test_a_currency_has_its_own_decimals(
    language: str, currency: str, amount: int, words: str
) -> None:
    assert words in notes(language, currency=currency, amount=amount)


def test_a_grant_says_what_it_goes_up_to_and_what_there_is() -> None:
    said = notes("en", up_to="asked", pot=4_000_000, currency="NZD")
    assert "up to the amount asked for (Amount asked for, NZD)" in said
    assert "40,000 NZD for all together" in said
    assert "总额 40,000 新西兰元" in notes("zh-hans", up_to="asked", pot=4_000_000, currency="NZD")
