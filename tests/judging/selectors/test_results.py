"""What the public sees: published lists and certificates."""

import pytest

from judging.models import Certificate
from judging.selectors.certificates import certificate_by_code
from judging.selectors.results import public_results
from tests.factories import judging


@pytest.fixture
def locked(db):
    final = judging.final()
    final.prepare()
    final.finish()
    return final


def test_nothing_is_public_before_the_proposed_list(locked):
    assert public_results(locked.edition) == []


def test_the_proposed_list_then_the_final_one(locked):
    proposed = locked.publish("proposed")
    [shown] = public_results(locked.edition)
    assert (shown["kind"], shown["publicity_until"]) == ("proposed", proposed.publicity_until)
    assert set(shown["rows"][0]) == {
        "number",
        "title",
        "team",
        "rank",
        "final",
        "outcome",
        "award",
    }
    assert [row["rank"] for row in shown["rows"]] == [1, 2, 3]
    locked.now = proposed.publicity_until
    locked.publish("final")
    [shown] = public_results(locked.edition)
    assert shown["kind"] == "final"
    assert [award["level"] for award in shown["awards"]] == ["first", "second"]


def test_another_edition_shows_nothing_of_it(locked):
    locked.publish("proposed")
    assert public_results(judging.final(slug="other").edition) == []


def test_a_list_that_was_approved_does_not_change_with_the_entry(locked):
    locked.publish("proposed")
    entry = locked.entries[0]
    entry.title = "改名"
    entry.save()
    titles = [row["title"] for row in public_results(locked.edition)[0]["rows"]]
    assert "改名" not in titles


@pytest.fixture
def certificate(locked):
    locked.now = locked.publish("proposed").publicity_until
    locked.publish("final")
    return Certificate.objects.order_by("number").first()


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda code: f" {code[:4]}-{code[4:8]} {code[8:]}"]
)
def test_a_certificate_is_found_as_people_type_it(certificate, typed):
    found = certificate_by_code(typed(certificate.code)) or {}
    assert found["number"] == "QM-2026-C-001"
    assert (found["state"], found["level"]) == ("valid", "first")
    assert found["edition"]["year"] == 2026


def test_a_revoked_certificate_says_so(certificate):
    certificate.revoked_at = certificate.issued_at
    certificate.save()
    found = certificate_by_code(certificate.code) or {}
    assert found["state"] == "revoked"


@pytest.mark.parametrize("code", ["", "-", "AAAA", "QM-2026-C-001"])
def test_what_is_no_code(certificate, code):
    assert certificate_by_code(code) is None
