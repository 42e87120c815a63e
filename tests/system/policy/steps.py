"""From one phase of the world to the next, by the services."""

from __future__ import annotations

from collections.abc import Callable

from contest.services.editions import edition_move
from judging.models import Publication
from tests.worlds import Day, seeded

_HERO, _RIVAL, _THIRD = 1, 2, 3


def _open(built: Day) -> None:
    """The edition already stands open; the rival has sent its entry."""
    built.submit(_RIVAL)


def _close(built: Day) -> None:
    """Everything is in and accepted, the judges have signed and answered; nothing is drawn."""
    for number in (_HERO, _THIRD):
        built.submit(number)
    for number in (_HERO, _RIVAL, _THIRD):
        built.accept(number)
    built.close()
    built.seat(recused={3: (_HERO,)})


def _judge(built: Day) -> None:
    """The round is open and the hero is being scored."""
    built.draw()
    built.open()
    built.to_scoring(_HERO)
    built.ask_staff(2, "technical")
    built.note(_HERO, 2, "现场演示了样机")


def score_all(built: Day) -> None:
    """Every sheet signed, every slot confirmed; the round is still open."""
    for number in (_HERO, _RIVAL, _THIRD):
        if number != _HERO:
            built.to_scoring(number)
        for seat in (1, 2, 3):
            if (number, seat) != (_HERO, 3):
                built.sign(number, seat, f"{40 + number}.50", "30")
        built.confirm(number)


def _deliberate(built: Day) -> None:
    """The round is closed and counted; nobody has vouched for the result yet."""
    score_all(built)
    built.correct(_RIVAL, 2, "market", "31")
    with seeded(f"{built.name}-count"):
        built.final.close()
        built.final.compute()


def _arm(built: Day) -> None:
    with seeded(f"{built.name}-arm"):
        built.final.lock()
        built.final.prepare_publication("proposed")
    # No command arms yet; the phase and what it hides are tested all the same.
    Publication.objects.update(state="armed")


def _publish(built: Day) -> None:
    Publication.objects.update(state="approved")
    with seeded(f"{built.name}-open-proposed"):
        built.final.open_publication(Publication.objects.get())


def _archive(built: Day) -> None:
    built.publish("final")
    edition_move(edition=built.edition, verb="archive", at=built.final.tick())


STEPS: tuple[Callable[[Day], None], ...] = (
    _open,
    _close,
    _judge,
    _deliberate,
    _arm,
    _publish,
    _archive,
)
