"""Pairs of worlds of one seed that differ only in what somebody may not know.

*Permuted*: the same sheets with the same progress, other marks, in notes and requests for a
correction too. *Removed*: an entry that judge 3
is recused from, and of which the teams know nothing, does not exist.
"""

from __future__ import annotations

from datetime import timedelta

from contest.services.rounds import round_rulebook_set
from contest.services.rulebooks import rulebook_add
from judging.models import Slot
from judging.selectors.nda import nda_text
from judging.services.conflicts import conflict_state
from judging.services.deliberations import deliberation_open
from judging.services.motions import motion_count, motion_put, motion_vote
from judging.services.nda import nda_sign
from judging.services.seatings import seat_leave
from tests.factories.judging import T0
from tests.factories.late import arrives
from tests.factories.sessions import heard, session_document, typed
from tests.factories.sessions import signed as all_signed
from tests.worlds import Day, day, seeded, uid

# By entry and seat. Seat 3 is recused for entry 1.
Marks = dict[tuple[int, int], tuple[str, str]]

PLAIN: Marks = {
    (1, 1): ("51.50", "31"),
    (1, 2): ("44", "28.50"),
    (2, 1): ("47.50", "33"),
    (2, 2): ("39", "25.50"),
    (2, 3): ("55", "38"),
    (3, 1): ("42", "30"),
    (3, 2): ("58.50", "22"),
    (3, 3): ("36", "35.50"),
}


def permuted(*, but_seat: int = 0) -> Marks:
    """The same marks on other sheets; `but_seat` keeps its own."""
    moving = [place for place in PLAIN if place[1] != but_seat]
    turned = moving[1:] + moving[:1]
    swapped = {place: PLAIN[source] for place, source in zip(moving, turned, strict=True)}
    return {**PLAIN, **swapped}


def hall(
    marks: Marks,
    *,
    sealed: bool = False,
    locked: bool = True,
    with_recused: bool = False,
    step: int | None = None,
) -> Day:
    """An open round: entry 1 sealed in silence, entry 2 signed, entry 3 begun by nobody.

    `sealed` plays on to a result that nobody has published, and that is `locked` or only counted.
    `with_recused` adds the
    fourth entry, which judge 3 declared a conflict with. `step` reveals entry 2 to the hall, that
    far and no further.
    """
    world = drawn(with_recused=with_recused)
    world.open()
    _score(world, marks, sealed=sealed, locked=locked)
    if step is not None:
        _at(world, 12)
        world.reveal(2, step)
    _at(world, 20)
    return world


def session(signed: bool, mark: str) -> Day:
    """All teams were heard under rules that sign once for all; the marks are there, or signed.

    `mark` is seat 2's for entry 2.
    """
    world = drawn()
    final = world.final
    with seeded("rules"):
        rulebook = rulebook_add(edition=final.edition, document=session_document())
        final.round = round_rulebook_set(round=final.round, rulebook=rulebook)
    world.open()
    _at(world, 7)
    with seeded("session"):
        heard(final)
        for entry, seat in PLAIN:
            given = mark if (entry, seat) == (2, 2) else f"{30 + entry}.{seat}"
            typed(final, seat - 1, entry - 1, technology="50", market=given)
        if signed:
            all_signed(final)
    _at(world, 20)
    return world


def drawn(*, with_recused: bool = False) -> Day:
    """Up to the draw: three entries and three seats, and maybe a fourth entry."""
    world = day(name="hall", entries=3)
    if with_recused:
        world.register(4)
    numbers = range(1, 5 if with_recused else 4)
    for stage, take in enumerate((world.submit, world.accept), start=1):
        _at(world, stage)
        for number in numbers:
            take(number)
    _at(world, 3)
    world.close()
    _at(world, 4)
    world.seat(recused={3: (1, 4) if with_recused else (1,)})
    _at(world, 5)
    world.draw()
    _order_by_number()
    _at(world, 6)
    return world


def talk(*choices: str, mode: str = "attributed", counted: bool = False) -> Day:
    """The panel deliberates about entry 1; seats 1 and 2 have answered, seat 3 is recused."""
    world = hall(PLAIN, sealed=True, locked=False)
    final = world.final
    _at(world, 21)
    with seeded("talk"):
        begun = deliberation_open(
            round=final.round, mode=mode, actor=final.by("organizer"), at=final.tick()
        )
        motion = motion_put(
            deliberation=begun,
            entry=world.entry(1),
            kind="keep",
            text="维持原结果",
            clause="",
            order=[],
            actor=final.by("organizer"),
            at=final.tick(),
        )
        for seat, choice in zip(final.seats, choices, strict=False):
            motion_vote(motion=motion, seat=seat, choice=choice, at=final.tick())
        if counted:
            motion_count(motion=motion, actor=final.by("organizer"), at=final.tick())
    return world


def late(mark: str) -> Day:
    """A mark of seat 2 for entry 1 arrives after its seal, and waits."""
    world = hall(PLAIN)
    _at(world, 21)
    with seeded("late"):
        assert arrives(world.final, ("market", mark), seat=1) == ["held"]
    return world


def replaced(*, before: str, after: str) -> Day:
    """Judge 3 leaves after entry 2 was sealed, and the alternate sits for entry 3.

    `before` is judge 3's mark for entry 2, `after` the alternate's for entry 3.
    """
    world = drawn()
    final, alternate = world.final, world.final.alternate
    world.open()
    _at(world, 7)
    world.to_scoring(2)
    for seat, market in ((1, "31"), (2, "28.50"), (3, before)):
        world.sign(2, seat, "50", market)
    world.seal(2)
    _at(world, 8)
    with seeded("leave"):
        seat_leave(
            seat=final.seats[2],
            alternate=alternate,
            reason="急事",
            actor=final.by("organizer"),
            at=final.tick(),
        )
        text = nda_text()
        nda_sign(
            edition=final.edition,
            person=alternate.expert.person,
            version=text.version,
            text_hash=text.hash,
            at=final.tick(),
        )
        conflict_state(seat=alternate, entry=world.entry(3), has_conflict=False, at=final.tick())
    _at(world, 9)
    world.to_scoring(3)
    with seeded("alternate"):
        final.sign(alternate, final.slot(world.entry(3)), technology="50", market=after)
    _at(world, 20)
    return world


def _score(world: Day, marks: Marks, *, sealed: bool, locked: bool) -> None:
    for number in (1, 2, 3) if sealed else (1, 2):
        _at(world, 6 + number)
        world.to_scoring(number)
        for (entry, seat), given in marks.items():
            if entry == number:
                world.sign(number, seat, *given)
                world.note(number, seat, f"{given[0]} / {given[1]}")
                world.correct(number, seat, "market", given[1])
        if sealed:
            world.confirm(number)
        elif number == 1:
            world.seal(number)
    if sealed and locked:
        world.lock()
    elif sealed:
        with seeded("count"):
            world.final.close()
            world.final.compute()


def _at(world: Day, stage: int) -> None:
    """Every stage begins at its own time, however long the one before took."""
    world.final.now = T0 + timedelta(seconds=1000 * stage)


def _order_by_number() -> None:
    """The drawn order is public; take it out of the comparison: run by entry number."""
    slots = list(Slot.objects.select_related("entry"))
    for slot in slots:
        Slot.objects.filter(pk=slot.pk).update(position=slot.position + 1000)
    for position, slot in enumerate(sorted(slots, key=lambda slot: slot.entry.number), start=1):
        # A slot's id is drawn with the order, so it is made to follow the entry as well.
        Slot.objects.filter(pk=slot.pk).update(
            position=position, uid=uid(f"slot-{slot.entry.number}")
        )
