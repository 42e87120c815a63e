"""What happens at the same moment, with real commits: numbers stay gap-free, links let one in."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from contest.models import EntryVersion, TeamMember
from contest.services.eligibility import entry_decide
from contest.services.submissions import entry_submit
from contest.services.teams import team_member_invite, team_member_join
from core.db.connections import fresh
from core.errors import Problem
from core.models import LogLeaf
from tests.factories import contest, core
from tests.factories.moments import NOW

RACERS = 8


def race(steps: Sequence[Callable[[], object]]) -> list[str]:
    """Run the steps at once; what each came to: `done` or the code of its problem."""

    def run(step: Callable[[], object]) -> str:
        try:
            with fresh():
                step()
        except Problem as problem:
            return problem.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(RACERS) as pool:
        return list(pool.map(run, steps))


@pytest.fixture
def cup(fresh_database):
    return contest.edition()


def test_receipts_and_log_positions_have_no_gap_and_no_double(cup):
    entered = [contest.complete(cup, f"队{n}") for n in range(RACERS)]
    steps = [
        lambda made=made: entry_submit(entry=made.entry, actor=core.person_of(made.leader), at=NOW)
        for made in entered
    ]
    assert race(steps) == ["done"] * RACERS
    numbers = sorted(EntryVersion.objects.values_list("receipt_number", flat=True))
    assert numbers == [f"QM-2026-{n:04d}" for n in range(1, RACERS + 1)]
    positions = list(LogLeaf.objects.order_by("seq").values_list("seq", flat=True))
    assert positions == list(range(len(positions)))


def test_numbers_of_accepted_entries_have_no_gap_and_no_double(cup):
    entered = [contest.submitted(cup, f"队{n}") for n in range(RACERS)]
    officer = core.person_of(core.staff(cup.host, "eligibility_officer"))
    steps = [
        lambda made=made: entry_decide(entry=made.entry, decision="accept", actor=officer, at=NOW)
        for made in entered
    ]
    assert race(steps) == ["done"] * RACERS
    numbers = sorted(cup.edition.entries.values_list("number", flat=True))
    assert numbers == [f"QM-{n:02d}" for n in range(1, RACERS + 1)]


def test_one_link_lets_exactly_one_person_in(cup):
    made = contest.draft(cup)
    link, _token = team_member_invite(
        team=made.entry.team, actor=core.person_of(made.leader), at=NOW
    )
    people = [core.person_of(core.account()) for _ in range(RACERS)]
    steps = [
        lambda person=person: team_member_join(invitation=link, actor=person, at=NOW)
        for person in people
    ]
    outcomes = race(steps)
    assert sorted(outcomes) == ["done"] + ["link_used"] * (RACERS - 1)
    assert TeamMember.objects.filter(team=made.entry.team).count() == 2


def test_the_same_entry_decided_twice_at_once_gets_one_decision(cup):
    made = contest.submitted(cup)
    officer = core.person_of(core.staff(cup.host, "eligibility_officer"))
    steps = [
        lambda: entry_decide(entry=made.entry, decision="accept", actor=officer, at=NOW)
    ] * RACERS
    assert sorted(race(steps)) == ["done"] + ["entry_state_refused"] * (RACERS - 1)
    assert cup.fresh(made.entry).number == "QM-01"
