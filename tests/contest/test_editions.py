"""Setting up an edition, its life, its rulebooks and rounds."""

import copy
from pathlib import Path

import pytest
import yaml

from contest.models import EditionState, Rulebook
from contest.phases import Phase, phase_of
from contest.rulebook.text import document_read
from contest.services.editions import MACHINE, contest_create, edition_create, edition_move
from contest.services.rounds import round_add, round_rulebook_set
from contest.services.rulebooks import rulebook_add, rulebook_freeze
from core.errors import Problem
from core.models import LogLeaf
from judging.selectors.rulebooks import rulebook_card_known, rulebook_of
from tests.factories import contest, core
from tests.factories.moments import CLOSES, NOW, OPENS

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "demo" / "qiming-cup.yaml"


@pytest.fixture(scope="module")
def shipped():
    return yaml.safe_load(DEMO.read_text(encoding="utf-8"))["rulebook"]


@pytest.fixture
def document(shipped):
    return copy.deepcopy(shipped)


@pytest.fixture
def cup():
    return contest.edition(opened=False)


def test_the_life_of_an_edition_is_written_down(cup):
    for verb in ("announce", "open", "close", "run", "publicize", "award", "archive"):
        edition_move(edition=cup.edition, verb=verb, at=NOW)
    assert cup.edition.state == EditionState.ARCHIVED
    assert LogLeaf.objects.filter(type__startswith="edition.").count() == 7


@pytest.mark.parametrize("verb", ["open", "close", "run", "award", "archive", "dance"])
def test_a_draft_only_moves_by_the_table(cup, verb):
    with pytest.raises(Problem, match="state_conflict"):
        edition_move(edition=cup.edition, verb=verb, at=NOW)
    cup.edition.refresh_from_db()
    assert cup.edition.state == EditionState.DRAFT


def test_nothing_is_cancelled_after_the_awards():
    assert "cancel" in MACHINE.verbs("publicity")
    assert "cancel" not in MACHINE.verbs("awarded")


def test_an_edition_cannot_close_before_it_opens(cup):
    with pytest.raises(Problem, match="field_invalid"):
        edition_create(
            contest=cup.edition.contest,
            slug="broken",
            year=2026,
            name={"zh": "坏", "en": "broken"},
            opens_at=CLOSES,
            closes_at=OPENS,
            entry_prefix="B",
        )


def test_a_brand_belongs_to_one_host(cup):
    with pytest.raises(Problem, match="field_invalid"):
        contest_create(host=core.host(), slug="cup", name={"zh": "别家", "en": ""})


def test_a_sound_rulebook_is_kept_with_its_hash(cup, document):
    kept = rulebook_add(edition=cup.edition, document=document)
    assert (kept.version, len(kept.hash), kept.frozen_at) == (1, 64, None)


def test_a_broken_rulebook_is_refused_with_the_places(cup, document):
    document["criteria"][0]["step"] = "0.3"
    document["surprise"] = 1
    with pytest.raises(Problem, match="rulebook_invalid") as refused:
        rulebook_add(edition=cup.edition, document=document)
    assert "criteria.0.step" in refused.value.fields
    assert not Rulebook.objects.exists()


def test_freezing_is_once_and_checks_the_hash(cup, document):
    kept = rulebook_add(edition=cup.edition, document=document)
    frozen = rulebook_freeze(rulebook=kept, at=NOW)
    assert rulebook_freeze(rulebook=frozen, at=CLOSES).frozen_at == NOW
    assert LogLeaf.objects.filter(type="rulebook.freeze").count() == 1
    other = rulebook_add(edition=cup.edition, document=document)
    Rulebook.objects.filter(pk=other.pk).update(hash="0" * 64)
    with pytest.raises(Problem, match="rulebook_invalid"):
        rulebook_freeze(rulebook=other, at=NOW)


def test_a_round_keeps_a_frozen_rulebook(cup, document):
    first, second = (rulebook_add(edition=cup.edition, document=document) for _ in range(2))
    step = round_add(
        edition=cup.edition, code="final", name={"zh": "决赛", "en": "Final"}, seq=1, rulebook=first
    )
    assert round_rulebook_set(round=step, rulebook=second).rulebook == second
    rulebook_freeze(rulebook=second, at=NOW)
    with pytest.raises(Problem, match="rulebook_frozen"):
        round_rulebook_set(round=step, rulebook=first)


def test_another_editions_rulebook_judges_no_round(cup, document):
    foreign = rulebook_add(edition=contest.edition("other").edition, document=document)
    with pytest.raises(Problem, match="not_found"):
        round_add(
            edition=cup.edition, code="final", name={"zh": "", "en": ""}, seq=1, rulebook=foreign
        )


@pytest.mark.parametrize(
    ("edition_state", "round_state", "proposed", "phase"),
    [
        ("draft", None, "", Phase.DRAFT),
        ("announced", None, "", Phase.DRAFT),
        ("open", "prepared", "", Phase.OPEN),
        ("closed", None, "", Phase.CLOSED),
        ("closed", "prepared", "", Phase.CLOSED),
        ("running", "prepared", "", Phase.CLOSED),
        ("running", "open", "", Phase.JUDGING),
        ("running", "closed", "", Phase.DELIBERATION),
        ("running", "locked", "approved", Phase.DELIBERATION),
        ("running", "locked", "armed", Phase.ARMED),
        ("running", "locked", "opened", Phase.PUBLISHED),
        ("publicity", "locked", "opened", Phase.PUBLISHED),
        ("awarded", "locked", "opened", Phase.PUBLISHED),
        ("archived", "locked", "opened", Phase.ARCHIVED),
        ("cancelled", None, "", Phase.ARCHIVED),
    ],
)
def test_the_phase_of_each_state(cup, document, edition_state, round_state, proposed, phase):
    step = None
    if round_state is not None:
        kept = rulebook_add(edition=cup.edition, document=document)
        step = round_add(
            edition=cup.edition, code="final", name={"zh": "", "en": ""}, seq=1, rulebook=kept
        )
        step.state = round_state
    cup.edition.state = edition_state
    assert phase_of(cup.edition, step, proposed=proposed) == phase


def test_a_round_takes_a_document_that_rooms_cannot_judge_by(cup):
    text = (ROOT / "tests/contest/rulebook/v1/sound.yaml").read_text(encoding="utf-8")
    later = rulebook_add(edition=cup.edition, document=document_read(text))
    round_ = round_add(edition=cup.edition, code="desk", name={}, seq=9, rulebook=later)
    with pytest.raises(Problem) as refused:
        rulebook_of(round_)
    assert refused.value.code == "rulebook_beyond_rooms"
    assert "/rounds/0/mode" in refused.value.fields
    assert "/paths" in refused.value.params["places"]
    assert rulebook_card_known(round_) is None


def test_a_document_of_version_1_is_refused_with_its_places(cup):
    with pytest.raises(Problem) as refused:
        rulebook_add(edition=cup.edition, document={"rulebook": 1, "name": {"zh": "x", "en": "x"}})
    assert refused.value.fields == {"document": ["field_missing"]}
