"""Seats, and the links that lead to them."""

from datetime import timedelta

import pytest

from contest.models import Capability, EntryGrant
from core.errors import Problem
from core.models import Invitation
from core.services.people import person_create
from judging.models import Panel, PanelSeat, Room
from judging.services.experts import expert_add
from judging.services.panels import panel_create, seat_add, seat_invitation_issue, seat_take
from tests.factories import judging


def code_of(refused):
    return refused.value.code


def test_a_panel_has_its_room(final):
    assert Room.objects.get().panel == final.panel


@pytest.mark.parametrize(
    "clash", [{"number": 1}, {"number": 9, "is_chair": True}], ids=["number", "chair"]
)
def test_a_seat_is_taken_once(final, clash):
    newcomer = judging._expert(final.host, "New")
    with pytest.raises(Problem) as refused:
        seat_add(panel=final.panel, expert=newcomer, **clash)
    assert code_of(refused) == "seat_taken"
    assert PanelSeat.objects.count() == 4


def test_an_expert_sits_once(final):
    with pytest.raises(Problem) as refused:
        seat_add(panel=final.panel, expert=final.seats[0].expert, number=9)
    assert code_of(refused) == "seat_taken"


def test_another_hosts_expert_is_unknown(final):
    other = judging.final(slug="other")
    with pytest.raises(Problem) as refused:
        seat_add(panel=final.panel, expert=other.seats[0].expert, number=9)
    assert code_of(refused) == "not_found"


def test_no_seat_and_no_panel_once_the_round_is_open(opened):
    newcomer = judging._expert(opened.host, "New")
    for command in (
        lambda: seat_add(panel=opened.panel, expert=newcomer, number=9),
        lambda: panel_create(round=opened.round, name=judging.NAME),
    ):
        with pytest.raises(Problem) as refused:
            command()
        assert code_of(refused) == "round_state_refused"
    assert Panel.objects.count() == 1


def test_an_expert_is_added_once(final):
    expert = final.seats[0].expert
    assert expert_add(host=final.host, person=expert.person, kind="investor") == expert
    expert.refresh_from_db()
    assert expert.kind == "technical"


def issue(final, seat):
    return seat_invitation_issue(seat=seat, actor=final.by("organizer"), at=final.tick())


def test_a_link_is_taken_by_its_judge_and_pressing_again_changes_nothing(final):
    seat, judge = final.seats[0], final.judge(1)
    link, token = issue(final, seat)
    assert token not in Invitation.objects.values_list("token_hash", flat=True)
    assert link.expires_at > final.now + timedelta(days=1)
    for _ in range(2):
        taken = seat_take(
            invitation=link, person=judge, device=final.device(judge), at=final.tick()
        )
        assert taken == seat
    link.refresh_from_db()
    assert link.used_by == judge
    assert not EntryGrant.objects.exists()


def test_a_link_of_somebody_else_stays_unused(final):
    link, _ = issue(final, final.seats[0])
    other = final.judge(2)
    with pytest.raises(Problem) as refused:
        seat_take(invitation=link, person=other, device=final.device(other), at=final.tick())
    assert code_of(refused) == "link_foreign"
    link.refresh_from_db()
    assert link.used_at is None


def test_a_link_on_a_foreign_or_revoked_device(final):
    link, _ = issue(final, final.seats[0])
    judge, other = final.judge(1), final.judge(2)
    with pytest.raises(Problem) as refused:
        seat_take(invitation=link, person=judge, device=final.device(other), at=final.tick())
    assert code_of(refused) == "link_foreign"
    device = final.device(judge)
    device.revoked_at = final.now
    with pytest.raises(Problem) as refused:
        seat_take(invitation=link, person=judge, device=device, at=final.tick())
    assert code_of(refused) == "device_revoked"


def test_an_expired_link(final):
    link, _ = issue(final, final.seats[0])
    judge = final.judge(1)
    with pytest.raises(Problem) as refused:
        seat_take(invitation=link, person=judge, device=final.device(judge), at=link.expires_at)
    assert code_of(refused) == "link_expired"


def test_a_link_to_something_else_leads_to_no_seat(final):
    link, _ = issue(final, final.seats[0])
    link.subject_kind = "team"
    judge = final.judge(1)
    with pytest.raises(Problem) as refused:
        seat_take(invitation=link, person=judge, device=final.device(judge), at=final.tick())
    assert code_of(refused) == "not_found"


def test_an_undertaking_signed_before_opens_the_entries_of_a_new_seat(final):
    final.sign_ndas()
    EntryGrant.objects.all().delete()
    link, _ = issue(final, final.seats[0])
    judge = final.judge(1)
    seat_take(invitation=link, person=judge, device=final.device(judge), at=final.tick())
    grants = EntryGrant.objects.filter(person=judge)
    assert {grant.capability for grant in grants} == {Capability.READ}
    assert grants.count() == 3


def test_somebody_without_a_seat_gets_nothing_from_signing(final):
    stranger = person_create(name="S")
    final.alternate.expert.person = stranger
    final.sign_ndas()
    assert not EntryGrant.objects.filter(person=stranger).exists()
