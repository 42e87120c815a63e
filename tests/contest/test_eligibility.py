"""The machine's findings and the desk's decision."""

import pytest

from contest import ports
from contest.models import Entry, EntryState
from contest.selectors.eligibility import eligibility_items
from contest.services import eligibility
from contest.services.consents import consent_withdraw
from contest.services.eligibility import entry_decide
from contest.services.entries import entry_edit
from contest.services.submissions import entry_submit
from core.errors import Problem
from core.models import LogLeaf
from core.services.organizations import organization_for
from tests.factories import contest, core
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def cup():
    return contest.edition()


@pytest.fixture
def officer(cup):
    return core.person_of(core.staff(cup.host, "eligibility_officer"))


def failed(entry, version) -> set[str]:
    return {
        item["code"] for item in eligibility_items(entry=entry, version=version) if not item["ok"]
    }


def test_a_sound_entry_fails_nothing(cup):
    made = contest.complete(cup)
    assert failed(made.entry, contest.submit(made)) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": ""}, "form_complete"),
        ({"track": None}, "form_complete"),
        ({"files": []}, "deck_sound"),
        ({"deck": {"pages": 0}}, "deck_sound"),
        ({"deck": {"pages": 81}}, "deck_sound"),
        ({"deck": {"kind": "docx"}}, "deck_sound"),
        ({"deck": {"size": 100 * 1024 * 1024 + 1}}, "deck_sound"),
    ],
)
def test_each_rule_can_fail(cup, change, code):
    made = contest.complete(cup)
    version = contest.submit(made)
    deck = change.pop("deck", None)
    if deck is not None:
        version.content["files"][0].update(deck)
    version.content.update(change)
    assert failed(made.entry, version) == {code}


def test_a_withdrawn_consent_and_a_team_without_leader_are_found(cup):
    made = contest.complete(cup)
    version = contest.submit(made)
    consent_withdraw(entry=made.entry, kind="rules", actor=core.person_of(made.leader), at=NOW)
    made.entry.team.members.update(left_at=NOW)
    assert failed(made.entry, version) == {"consents_given", "leader_present"}


def test_one_organization_has_one_live_entry_in_a_track(cup):
    company = organization_for(name={"zh": "流光", "en": ""})
    first = contest.complete(cup, "甲", company)
    contest.submit(first)
    second = contest.complete(cup, "乙", company)
    version = contest.submit(second)
    assert failed(second.entry, version) == {"organization_once"}


def test_acceptance_gives_numbers_in_order_and_runs_the_steps(cup, officer, monkeypatch):
    ran = []
    monkeypatch.setattr(eligibility, "acceptance_steps", lambda **facts: ran.append(facts))
    numbers = []
    for name in ("甲", "乙", "丙"):
        made = contest.submitted(cup, name)
        decision = "reject" if name == "乙" else "accept"
        entry_decide(entry=made.entry, decision=decision, reason="不符合", actor=officer, at=NOW)
        numbers.append(cup.fresh(made.entry).number)
    assert numbers == ["QM-01", "", "QM-02"]
    assert [facts["entry"].number for facts in ran] == ["QM-01", "QM-02"]
    assert LogLeaf.objects.filter(type="entry.decide").count() == 3


def test_a_step_that_fails_takes_the_acceptance_with_it(cup, officer, monkeypatch):
    def fails(**facts):
        raise Problem("state_conflict")

    monkeypatch.setattr(eligibility, "acceptance_steps", fails)
    made = contest.submitted(cup)
    with pytest.raises(Problem, match="state_conflict"):
        entry_decide(entry=made.entry, decision="accept", actor=officer, at=NOW)
    entry = cup.fresh(made.entry)
    assert (entry.state, entry.number) == (EntryState.IN_CHECK, "")


def test_acceptance_restores_what_was_submitted(cup, officer):
    made = contest.submitted(cup)
    live = made.entry.files.get(until__isnull=True)
    entry_edit(
        entry=made.entry,
        base_rev=made.entry.rev,
        changes={"title": "没有提交"},
        actor=core.person_of(made.leader),
        at=NOW,
    )
    contest.deck(made, text="never submitted")
    entry_decide(entry=made.entry, decision="accept", actor=officer, at=NOW)
    entry = cup.fresh(made.entry)
    assert entry.title == "流光芯片"
    assert entry.files.get(until__isnull=True).file == live.file


@pytest.mark.parametrize("decision", ["return", "reject"])
def test_a_refusal_needs_words(cup, officer, decision):
    made = contest.submitted(cup)
    with pytest.raises(Problem, match="reason_missing"):
        entry_decide(entry=made.entry, decision=decision, reason="  ", actor=officer, at=NOW)
    assert cup.fresh(made.entry).state == EntryState.IN_CHECK


def test_a_required_consent_withdrawn_since_stops_acceptance(cup, officer):
    made = contest.submitted(cup)
    consent_withdraw(entry=made.entry, kind="rules", actor=core.person_of(made.leader), at=NOW)
    with pytest.raises(Problem, match="consent_missing"):
        entry_decide(entry=made.entry, decision="accept", actor=officer, at=NOW)
    assert cup.fresh(made.entry).number == ""


def test_a_draft_cannot_be_decided(cup, officer):
    made = contest.complete(cup)
    with pytest.raises(Problem, match="entry_state_refused"):
        entry_decide(entry=made.entry, decision="accept", actor=officer, at=NOW)


def test_a_decision_outside_the_list_is_refused(cup, officer):
    made = contest.submitted(cup)
    with pytest.raises(Problem, match="field_invalid"):
        entry_decide(entry=made.entry, decision="win", actor=officer, at=NOW)


def test_the_ports_run_in_the_wired_order(monkeypatch):
    order = []
    steps = [lambda name=name, **facts: order.append(name) for name in ("first", "second")]
    monkeypatch.setattr(ports, "port", lambda name: tuple(steps))
    entry = Entry()
    ports.acceptance_steps(entry=entry, at=NOW)
    ports.consent_steps(entry=entry, at=NOW)
    assert order == ["first", "second"] * 2


def test_a_returned_entry_can_be_submitted_again(cup, officer):
    made = contest.submitted(cup)
    entry_decide(entry=made.entry, decision="return", reason="请改", actor=officer, at=NOW)
    entry_submit(entry=made.entry, actor=core.person_of(made.leader), at=NOW)
    assert cup.fresh(made.entry).state == EntryState.IN_CHECK
