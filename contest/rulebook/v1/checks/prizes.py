"""Money: a fixed amount, or what is asked for."""

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.awards import Award
from contest.rulebook.v1.checks.facts import number_fact_check
from contest.rulebook.v1.rulebook import Rulebook


def prize_check(rulebook: Rulebook, award: Award, path: str, look: Look) -> None:
    """One of two ways; what is asked for is a number of an entry, decided by people."""
    prize = award.prize
    if prize is None:
        return
    if (prize.amount is None) == (prize.up_to is None):
        look.found(f"{path}/prize", "prize_not_one", award=award.id)
        return
    if prize.up_to is None:
        if prize.pot is not None:
            look.found(f"{path}/prize/pot", "prize_pot_alone", award=award.id)
        return
    if award.by != "committee" or award.to != "entry":
        look.found(f"{path}/prize/up_to", "prize_up_to_award", award=award.id)
    number_fact_check(rulebook, prize.up_to, f"{path}/prize/up_to", look)
