"""The supervision record: one page, without a hash on it, alike as PDF and in Word."""

from __future__ import annotations

import io
import re

import docx
import pypdfium2
import pytest

from judging.documents.supervision_record import record_pdf, record_word
from judging.selectors.supervision_record import record_facts
from judging.services.registers import line_add
from judging.services.supervision import note_answer, note_put

pytestmark = pytest.mark.django_db

HOSTILE = '#panic("x") *b* = \x0b标题 & <w:p>'


@pytest.fixture
def facts(opened):
    """More questions than a page shows, long ones; one is answered, one step was confirmed."""
    witness, at = opened.by("witness"), opened.tick()
    given = {"edition": opened.edition, "round_id": opened.round.uid, "actor": witness}
    for number in range(9):
        note = note_put(
            **given,
            kind="question",
            subject_kind="round",
            text=f"第{number}问：{HOSTILE}" + "为什么暂停两次" * 12,
            at=opened.tick(),
        )
        if number < 4:
            note_answer(
                note=note, text="场地停电，" * 40, actor=opened.by("organizer"), at=opened.tick()
            )
    note_put(**given, kind="confirmation", subject_kind="draw", step="draw", at=opened.tick())
    line_add(edition=opened.edition, kind="phone", name="评委一", actor=witness, at=at)
    return record_facts(opened.edition, by=witness, at=opened.now)


def pdf_text(body):
    with pypdfium2.PdfDocument(body) as read:
        assert len(read) == 1
        return read[0].get_textpage().get_text_range()


def word_text(body):
    read = docx.Document(io.BytesIO(body))
    cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in read.paragraphs), *cells])


def letters(text):
    return re.sub(r"[\s\u200b\ufffe\x02\u00ad]", "", text)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("监督记录表", "手机上交1部", "等待答复", "另有3项", "监督人员签名", "抽签")),
        ("en", ("SupervisionRecord", "1phoneshandedin", "Notansweredyet", "3moreon", "Draw")),
    ],
)
def test_both_forms_say_the_same_on_one_page_and_neither_shows_a_hash(
    opened, facts, language, words
):
    at = opened.now
    for body in (
        pdf_text(record_pdf(facts, language=language, at=at)),
        word_text(record_word(facts, language=language, at=at)),
    ):
        plain = letters(body)
        assert [word for word in words if word not in plain] == []
        assert '#panic("x")*b*=标题&<w:p>' in plain
        assert not re.search(r"[0-9a-f]{16}", plain)
