"""Who gets in where: hosts, alternates, other panels, witnesses."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Membership
from core.services.people import account_for_person, person_create
from tests.factories import judging

GETS = ("rounds/{round}", "rounds/{round}/room", "rounds/{round}/sheets", "rounds/{round}/results")
POSTS = (
    "rounds/{round}/draw",
    "rounds/{round}/draw/reveal",
    "rounds/{round}/open",
    "rounds/{round}/close",
    "rounds/{round}/tally",
    "rounds/{round}/lock",
    "rounds/{round}/publications",
    "seats/{seat}/invitations",
    "seats/{seat}/recusals",
    "slots/{slot}/commands",
    "publications/{publication}/approve",
    "publications/{publication}/open",
    "publications/{publication}/cancel",
)


@pytest.fixture
def places(locked):
    publication = locked.publish("proposed")
    return {
        "round": locked.round.uid,
        "seat": locked.seats[0].uid,
        "slot": locked.slots()[0].uid,
        "publication": publication.uid,
    }


def test_nobody_without_a_session(places, door):
    for path in GETS:
        assert door().get(path.format(**places))[0] == 401
    for path in POSTS:
        assert door().post(path.format(**places))[0] == 401


def test_another_hosts_staff_see_nothing(places, door):
    other = judging.final(slug="other")
    for role in judging.STAFF:
        client = door(other.by(role))
        for path in (*GETS, "publications/{publication}"):
            assert client.get(path.format(**places))[0] == 404, (role, path)
        for path in POSTS:
            assert client.post(path.format(**places))[0] == 404, (role, path)


def test_an_alternate_and_a_stranger_see_nothing(places, locked, door):
    stranger = person_create(name="S")
    account_for_person(person=stranger)
    for person in (locked.alternate.expert.person, stranger):
        client = door(person)
        for path in (*GETS, "publications/{publication}", "judge/queue"):
            # An alternate waits at her own panel: the room without an entry, an empty list.
            waits = person != stranger and path in {"rounds/{round}/room", "judge/queue"}
            assert client.get(path.format(**places))[0] == (200 if waits else 404), path
        for path in (*POSTS, "judge/nda", "judge/conflicts", "judge/recusals"):
            # Her undertaking is signed while she waits; one that names no text is refused.
            waits = person != stranger and path == "judge/nda"
            assert (client.post(path.format(**places))[0] == 404) != waits, path


def test_a_sheet_is_its_judges_alone(opened, door):
    sheet = opened.sheet(opened.seats[0], opened.slots()[0])
    other = judging.final(slug="other")
    assert door(opened.judge(1)).get(f"sheets/{sheet.uid}")[0] == 200
    others = [opened.judge(2), opened.alternate.expert.person, other.judge(1)]
    others += [opened.by(role) for role in judging.STAFF]
    for person in others:
        assert door(person).get(f"sheets/{sheet.uid}")[0] == 404


def test_only_the_chair_of_the_judges_sees_progress(opened, door):
    path = f"rounds/{opened.round.uid}/sheets"
    assert door(opened.judge(1)).get(path)[0] == 200
    assert door(opened.judge(2)).get(path)[0] == 404


def test_who_sees_results_when(opened, door):
    path = f"rounds/{opened.round.uid}/results"
    team, judge = opened.leader(opened.entries[0]), opened.judge(2)
    staff = [opened.by(role) for role in ("organizer", "scorekeeper", "verifier", "witness")]

    def seen(person):
        return door(person).get(path)[0]

    assert {seen(person) for person in (*staff, team, judge)} == {404}
    opened.finish()
    assert {seen(person) for person in staff} == {200}
    assert {seen(person) for person in (team, judge, opened.by("timekeeper"))} == {404}
    opened.publish("proposed")
    rows = door(judge).get(path)[1]["rows"]
    assert len(rows) == 3
    assert set(rows[0]) == {
        "entry",
        "number",
        "title",
        "team",
        "rank",
        "final",
        "outcome",
        "award",
    }
    own = door(team).get(path)[1]
    assert [row["number"] for row in own["rows"]] == [opened.entries[0].number]
    assert set(own) == {"state", "version", "rows"}


def test_a_witness_never_approves_even_as_a_verifier(locked, door):
    """No command makes her both; a row that says so all the same gives nothing."""
    both = locked.by("witness")
    Membership.objects.create(person=both, host=locked.host, role="verifier", since=judging.T0)
    publication = door(locked.by("organizer")).post(
        f"rounds/{locked.round.uid}/publications", {"kind": "proposed"}
    )[1]
    where, proof = f"publications/{publication['id']}", {"hash": publication["hash"]}
    client = door(both)
    assert client.get(where)[0] == 200
    assert client.post(f"{where}/approve", proof)[0] == 404
    assert client.post(f"{where}/open", proof)[0] == 404
    assert client.post(f"rounds/{locked.round.uid}/lock")[0] == 404


@pytest.mark.parametrize("entries", [1, 12, pytest.param(50, marks=pytest.mark.slow)])
def test_lists_cost_at_most_eight_statements(db, door, entries):
    final = judging.final(entries=entries, judges=2)
    final.prepare()
    judge, witness = door(final.judge(1)), door(final.by("witness"))
    paths = [(judge, "judge/queue"), (witness, f"rounds/{final.round.uid}/sheets")]
    for client, path in paths:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path)[0] == 200
        assert len(captured) <= 8, (path, [each["sql"] for each in captured])


@pytest.mark.parametrize("entries", [1, 12, pytest.param(50, marks=pytest.mark.slow)])
def test_results_cost_at_most_eight_statements(db, door, entries):
    final = judging.final(entries=entries, judges=2)
    final.prepare()
    final.finish()
    final.publish("proposed")
    path = f"rounds/{final.round.uid}/results"
    for person in (final.by("witness"), final.judge(1), final.leader(final.entries[0])):
        client = door(person)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path)[0] == 200
        assert len(captured) <= 8, [each["sql"] for each in captured]


def test_a_round_costs_the_same_with_more_entries(db, door):
    def cost(entries, slug):
        final = judging.final(entries=entries, slug=slug)
        final.prepare()
        client = door(final.by("organizer"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"rounds/{final.round.uid}")[0] == 200
        return len(captured)

    assert cost(1, "one") == cost(30, "many")
