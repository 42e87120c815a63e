"""Separate consents to versioned words."""

import pytest

from contest.models import Consent
from contest.selectors.consents import consent_given, required_missing
from contest.services import consents
from contest.services.consents import consent_give, consent_withdraw
from contest.services.editions import consent_text_add
from core.errors import Problem
from core.models import LogLeaf
from tests.factories import contest, core
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return contest.draft(contest.edition())


def give(made, kind="zone", version=1):
    actor = core.person_of(made.leader)
    return consent_give(entry=made.entry, kind=kind, text_version=version, actor=actor, at=NOW)


def withdraw(made, kind="zone"):
    return consent_withdraw(entry=made.entry, kind=kind, actor=core.person_of(made.leader), at=NOW)


def newer(made, kind="zone"):
    return consent_text_add(
        edition=made.entry.edition, kind=kind, text={"zh": "新", "en": "new"}, required=True
    )


def test_giving_twice_is_one_consent(made):
    assert give(made) == give(made)
    assert LogLeaf.objects.filter(type="consent.give").count() == 1


def test_the_version_that_was_shown_must_be_in_force(made):
    newer(made)
    with pytest.raises(Problem, match="consent_text_stale") as refused:
        give(made, version=1)
    assert refused.value.params == {"version": "2"}
    assert not Consent.objects.exists()


def test_a_new_version_is_agreed_to_anew_and_the_old_yes_is_kept(made):
    give(made, "rules")
    give(made, "data_use")
    newer(made, "rules")
    assert required_missing(entry=made.entry) == ["rules"]
    give(made, "rules", 2)
    assert required_missing(entry=made.entry) == []
    old = Consent.objects.get(text__kind="rules", text__version=1)
    assert old.withdrawn_at == NOW


def test_withdrawing_erases_nothing_and_tells_the_steps(made, monkeypatch):
    told = []
    monkeypatch.setattr(consents, "consent_steps", lambda **facts: told.append(facts["entry"]))
    give(made)
    assert withdraw(made) == 1
    assert withdraw(made) == 0
    assert not consent_given(entry=made.entry, kind="zone")
    assert Consent.objects.count() == 1
    assert told == [made.entry, made.entry]


def test_a_kind_that_is_not_asked_does_not_exist(made):
    with pytest.raises(Problem, match="not_found"):
        give(made, "media")


def test_one_consent_says_nothing_about_another(made):
    give(made, "zone")
    assert not consent_given(entry=made.entry, kind="rules")


def test_equal_words_of_two_versions_have_different_hashes(made):
    first = newer(made)
    assert first.hash != newer(made).hash
