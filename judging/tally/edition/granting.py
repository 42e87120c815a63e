"""Awards with an amount for each: what is asked for, what people give, what is left of the pot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contest.rulebook.v1.awards import Award, Prize
from core.currencies import minor_digits
from judging.tally.edition.facts import fact_number
from judging.tally.edition.given import Given
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.exact import Exact, decimal_of


@dataclass(frozen=True, slots=True)
class Grant:
    """What one entry gets, in the smallest unit; ``left`` of the pot after it."""

    amount: int
    asked: Exact
    left: int | None

    def facts(self, prize: Prize) -> dict[str, Any]:
        """The amounts as an explanation tells them, in whole units of the currency."""
        told = {
            "asked": _told(self.asked, prize),
            "amount": _told(self.amount, prize),
            "currency": prize.currency,
        }
        if self.left is not None:
            told["left"] = _told(self.left, prize)
        return told


def grants_of(
    award: Award, given: Given, names: Sequence[str], amounts: Mapping[str, int]
) -> dict[str, Grant]:
    """The grant of each name, in the order of the decision; empty where the prize is a fixed one.

    Without an amount an entry gets all that it asks for. Raises ``ScoresRefused`` for more than
    an entry asks for, or than there is.
    """
    prize = award.prize
    if prize is None or prize.up_to is None:
        if amounts:
            raise ScoresRefused("grant_unwanted", award=award.id)
        return {}
    found: dict[str, Grant] = {}
    spent = 0
    for name in names:
        asked = _asked(award, prize, given, name)
        amount = amounts.get(name, int(asked))
        if amount > asked:
            raise ScoresRefused("grant_beyond_asked", award=award.id, entry=name,
                                amount=_told(amount, prize), asked=_told(asked, prize))  # fmt: skip
        spent += amount
        found[name] = Grant(amount, asked, None if prize.pot is None else prize.pot - spent)
    if prize.pot is not None and spent > prize.pot:
        raise ScoresRefused("grant_beyond_pot", award=award.id, given=_told(spent, prize),
                            pot=_told(prize.pot, prize))  # fmt: skip
    return found


def _asked(award: Award, prize: Prize, given: Given, entry: str) -> Exact:
    """What an entry asks for, in the smallest unit."""
    fact = prize.up_to or ""
    value = fact_number(given.entries.get(entry, {}), fact, entry=entry)
    if value is None or value <= 0:
        raise ScoresRefused("grant_missing", award=award.id, entry=entry, fact=fact)
    unit: int = 10 ** minor_digits(prize.currency)
    return value * unit


def _told(minor: Exact, prize: Prize) -> str:
    """An amount in whole units of the currency, with its decimals."""
    return str(decimal_of(int(minor), minor_digits(prize.currency)))
