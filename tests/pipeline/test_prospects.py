"""Prospects follow consent, live and die with it, and are seen by the host's zone only."""

from datetime import timedelta

import pytest

from contest.models import Consent
from contest.services.entries import entry_withdraw
from core.viewer import ANONYMOUS, SYSTEM, Seat, Viewer
from pipeline.models import Prospect
from pipeline.policy import READERS
from pipeline.selectors.prospects import prospects_visible_to
from pipeline.services.prospects import prospect_close, prospect_follow_consent, prospect_open
from tests.factories.pipeline import NOW, entry_make, zone_make

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def withdraw(entry):
    Consent.objects.filter(entry=entry).update(withdrawn_at=LATER)


def test_a_consenting_entry_becomes_a_prospect_at_acceptance():
    entry = entry_make(zone_make())
    prospect = Prospect.objects.get()
    assert (prospect.entry, prospect.since, prospect.until) == (entry, NOW, None)
    assert prospect.host == entry.edition.contest.host


def test_without_consent_there_is_none():
    entry = entry_make(zone_make(), consenting=False)
    assert prospect_open(entry=entry, at=NOW) is None
    assert not Prospect.objects.exists()


def test_withdrawing_closes_it_and_keeps_the_row():
    entry = entry_make(zone_make())
    withdraw(entry)
    prospect_follow_consent(entry=entry, at=LATER)
    assert Prospect.objects.get().until == LATER
    assert not prospects_visible_to(SYSTEM).exists()


def test_a_team_that_leaves_the_contest_leaves_the_zones_sight():
    entry = entry_make(zone_make())
    leader = entry.team.members.get().person
    entry_withdraw(entry=entry, reason="撤回", actor=leader, at=LATER)
    assert Prospect.objects.get().until == LATER
    assert not prospects_visible_to(SYSTEM).exists()


def test_closing_twice_keeps_the_first_moment():
    entry = entry_make(zone_make())
    prospect_close(entry=entry, at=LATER)
    prospect_close(entry=entry, at=LATER + timedelta(days=1))
    assert Prospect.objects.get().until == LATER


def test_closing_what_was_never_open_changes_nothing():
    assert prospect_close(entry=entry_make(zone_make(), consenting=False), at=NOW) is None


def test_consenting_again_opens_the_same_row():
    entry = entry_make(zone_make())
    prospect_close(entry=entry, at=LATER)
    prospect_follow_consent(entry=entry, at=LATER)
    prospect = Prospect.objects.get()
    assert (prospect.since, prospect.until) == (LATER, None)


def test_consent_before_acceptance_waits_for_it():
    entry = entry_make(zone_make(), accepted=False)
    prospect_follow_consent(entry=entry, at=NOW)
    assert not Prospect.objects.exists()


@pytest.mark.parametrize("role", [*READERS, "steward", "organizer", "verifier", "host_admin"])
def test_zone_roles_of_the_host_see_it_and_others_do_not(role):
    zone, other = zone_make(), zone_make()
    entry_make(zone)
    own = Viewer(person_id=1, memberships=(Seat(role, zone.host.pk),))
    far = Viewer(person_id=1, memberships=(Seat(role, other.host.pk),))
    scoped = Viewer(
        person_id=1, memberships=(Seat(role, zone.host.pk, "edition", zone.edition.uid),)
    )
    assert prospects_visible_to(own).count() == (1 if role in READERS else 0)
    assert prospects_visible_to(far).count() == 0
    assert prospects_visible_to(scoped).count() == 0
    assert prospects_visible_to(ANONYMOUS).count() == 0
