"""Signed pages: counted, refused where superseded, taken back with a reason; a lock that waits."""

import json

import pytest

from core.errors import Problem
from core.models import LogOpening, StoredFile
from core.services.uploads import upload_part_store
from core.viewer import Viewer
from judging.models import PaperFiling, PaperPage
from judging.paper.codes import code_shown, qr_text
from judging.selectors.papers import expected_pages
from judging.services.correction_decisions import correction_decide
from judging.services.corrections import correction_request
from judging.services.ink import ink_set
from judging.services.paper_filings import (
    paper_filing_undo,
    paper_recognize,
    paper_upload_complete,
    paper_upload_open,
)
from tests.factories import judging
from tests.factories.papers import file_all, filed, photograph, printed


def refused(command, *args, **asked):
    with pytest.raises(Problem) as problem:
        command(*args, **asked)
    return problem.value.code


def counts(final):
    """Pages to sign, printed ones, returned ones, and the seats whose page is missing."""
    pages = expected_pages(final.round)
    missing = [page.seat for page in pages if page.filing is None]
    printed_ = sum(bool(page.printed) for page in pages)
    return len(pages), printed_, len(pages) - len(missing), missing


@pytest.fixture
def counted(opened):
    opened.play_all()
    opened.close()
    opened.compute()
    return opened


def correct(final):
    """Seat 2's mark for the first team, after the pages were printed."""
    slot = final.slots()[0]
    asked = correction_request(
        sheet=final.sheet(final.seats[1], slot), criterion="market", value="25.00",
        reason="arithmetic", text="", at=final.tick(),
    )  # fmt: skip
    for office, who in (("panel", final.judge(1)), ("verifier", final.by("verifier"))):
        correction_decide(
            correction=asked, office=office, approves=True, words="", actor=who, at=final.tick()
        )
    final.compute()


def test_printed_returned_missing(counted):
    assert counts(counted) == (4, 0, 0, [1, 2, 3, None])
    one, _two, three, table = printed(counted, "sheets").pages.all()
    for page in (one, three, table):
        filed(counted, page, "event_desk")
    assert counts(counted) == (4, 4, 3, [2])


def test_a_page_of_before_a_correction_is_known_by_its_qr(counted):
    pages = list(printed(counted, "sheets").pages.all())
    for page in pages:
        filed(counted, page)
    correct(counted)
    # Seat 2's page and the table say something else now; the others still count.
    assert counts(counted) == (4, 2, 2, [2, None])
    old = paper_recognize(round_id=counted.round.pk, read=qr_text(pages[1].code, pages[1].mark))
    paper_filing_undo(
        filing=PaperFiling.objects.get(page=old), reason="重新签", actor=counted.by("scorekeeper"),
        at=counted.tick(),
    )  # fmt: skip
    assert refused(filed, counted, old) == "paper_superseded"
    again = printed(counted, "sheets").pages.all()
    assert again[0].mark == pages[0].mark
    assert refused(filed, counted, again[0]) == "paper_filed"
    for page in (again[1], again[3]):
        filed(counted, page)
    assert counts(counted) == (4, 4, 4, [])


def test_a_correction_on_the_way_wins(counted):
    page = printed(counted, "sheets").pages.all()[1]
    upload = photograph(counted, page)
    correct(counted)
    code = refused(paper_upload_complete, page=page, upload=upload, at=upload.created_at)
    assert code == "paper_superseded"
    assert not PaperFiling.objects.exists()


def test_what_is_read_is_one_of_this_rounds_pages_or_none(counted):
    page = printed(counted, "sheets").pages.all()[0]
    here = counted.round.pk
    for read in (qr_text(page.code, page.mark), page.code, code_shown(page.code).lower()):
        assert paper_recognize(round_id=here, read=read) == page
    forged = qr_text(page.code, "0" * 64)
    assert refused(paper_recognize, round_id=here, read=forged) == "paper_forged"
    wrong = page.code[:-1] + ("0" if page.code[-1] != "0" else "1")
    assert refused(paper_recognize, round_id=here, read=wrong) == "paper_code_misread"
    other = judging.final(slug="other")
    assert refused(paper_recognize, round_id=other.round.pk, read=page.code) == "paper_foreign"


def test_a_blank_card_is_no_signed_page(opened):
    card = printed(opened, "cards").pages.all()[0]
    assert refused(filed, opened, card) == "paper_card_blank"


def test_a_photograph_has_to_be_one(counted):
    page = printed(counted, "sheets").pages.all()[0]
    person = counted.by("scorekeeper")
    told = {"page": page, "actor": person, "at": counted.tick(), "size": 4, "sha256": "0" * 64}
    assert refused(paper_upload_open, slot="deck", name="a.jpeg", **told) == "field_invalid"
    assert refused(paper_upload_open, slot="photo", name="a.png", **told) == "file_kind_refused"
    upload = photograph(counted, page)
    body = b"<svg>" + b"x" * (upload.size - 5)
    viewer = Viewer(person_id=person.pk)
    upload_part_store(upload_id=upload.uid, number=1, body=body, viewer=viewer, at=counted.tick())
    code = refused(paper_upload_complete, page=page, upload=upload, at=upload.created_at)
    assert code == "file_hash_mismatch"
    assert not StoredFile.objects.filter(kind="jpeg").exists()


def test_a_wrong_filing_is_taken_back_with_a_reason_and_stays_in_the_register(counted):
    page = printed(counted, "sheets").pages.all()[0]
    filing, actor = filed(counted, page), counted.by("organizer")
    undo = {"filing": filing, "actor": actor, "at": counted.tick()}
    assert refused(paper_filing_undo, reason=" ", **undo) == "reason_missing"
    paper_filing_undo(reason="拍错了", **undo)
    assert refused(paper_filing_undo, reason="拍错了", **undo) == "paper_filing_undone"
    assert counts(counted)[2] == 0
    assert filed(counted, page) != filing
    assert PaperFiling.objects.filter(page=page).count() == 2
    (told,) = LogOpening.objects.filter(leaf__type="paper.unfile")
    assert json.loads(told.body)["body"]["reason"] == "拍错了"


def ink(final, role, *, required=True, reason=""):
    return ink_set(
        round=final.round, required=required, reason=reason, actor=final.by(role), at=final.tick()
    )


def test_the_lock_waits_for_ink_where_the_round_asks_for_it(final):
    ink(final, "organizer")
    final.prepare()
    final.play_all()
    final.close()
    final.compute()
    assert refused(final.lock) == "ink_missing"
    filings = file_all(final)
    assert len(filings) == 4
    final.lock()
    filing = PaperFiling.objects.get(uid=filings[0])
    undo = {"filing": filing, "reason": "x", "actor": final.by("organizer"), "at": final.tick()}
    assert refused(paper_filing_undo, **undo) == "round_state_refused"
    assert refused(ink, final, "verifier", required=False, reason="x") == "round_state_refused"


def test_ink_is_lifted_after_the_opening_with_a_reason_only(counted):
    ink(counted, "verifier", reason="章程第七条")
    assert refused(ink, counted, "verifier", required=False) == "reason_missing"
    assert refused(counted.lock) == "ink_missing"
    ink(counted, "verifier", required=False, reason="评委已离场，另附说明")
    counted.lock()
    assert not PaperPage.objects.exists()
