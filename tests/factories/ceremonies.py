"""A final that is counted and waits for its ceremony."""

from __future__ import annotations

from tests.factories.judging import Final
from tests.factories.spectators import on_air, signed

# By running order: the first turn is third, the second first, the third second.
BASES = (10, 30, 20)


def sealed(reveal: str = "after_session", named: tuple[int, ...] = (1, 2, 3)) -> Final:
    """All three teams are sealed and none is revealed."""
    made = on_air(reveal=reveal, named=named)
    for slot, base in zip(made.slots(), BASES, strict=True):
        made.command(signed(made, slot, base), "seal")
    return made


def counted(reveal: str = "after_session", named: tuple[int, ...] = (1, 2, 3)) -> Final:
    """The round is closed, its result provisional."""
    made = sealed(reveal, named)
    made.close()
    made.compute()
    return made
