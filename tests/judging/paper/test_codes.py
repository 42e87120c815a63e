"""Codes of pages: one wrong letter is seen, two that changed places too."""

import pytest

from judging.paper.codes import (
    LETTERS,
    code_make,
    code_read,
    code_shown,
    mark_agrees,
    qr_read,
    qr_text,
)
from judging.paper.split import split

CODE = code_make(bytes([3, 14, 15, 9, 26, 5, 200]))
MARK = "ab" * 32


def test_a_code_is_read_as_people_type_it():
    assert len(CODE) == 8
    assert set(CODE) <= set(LETTERS)
    assert not set("IOSVZ") & set(LETTERS)
    for typed in (CODE, CODE.lower(), code_shown(CODE), f"{CODE[:4]}-{CODE[4:]}"):
        assert code_read(typed) == CODE
    assert code_read(code_make(bytes(7)).replace("0", "O", 1)) == code_make(bytes(7))


def test_every_single_slip_is_seen():
    wrong = [
        CODE[:at] + letter + CODE[at + 1 :]
        for at in range(8)
        for letter in LETTERS
        if letter != CODE[at]
    ]
    swapped = [
        CODE[:at] + CODE[at + 1] + CODE[at] + CODE[at + 2 :]
        for at in range(7)
        if CODE[at] != CODE[at + 1]
    ]
    assert len(wrong) == 240
    assert [each for each in wrong + swapped if code_read(each)] == []
    assert [code_read(each) for each in ("", "ABC", CODE + "0", "中文中文中文中文")] == [None] * 4


def test_a_qr_says_code_and_the_beginning_of_the_mark():
    text = qr_text(CODE, MARK)
    assert qr_read(text) == (CODE, MARK[:16])
    assert qr_read(text + "0") is None
    assert qr_read("https://example.org/") is None
    assert mark_agrees(MARK, MARK[:16])
    assert not mark_agrees(MARK, "")
    assert not mark_agrees(MARK, "ac" * 8)
    with pytest.raises(ValueError, match="seven"):
        code_make(b"")


def test_a_long_table_falls_into_even_pages():
    assert [len(page) for page in split(range(22))] == [22]
    assert [len(page) for page in split(range(45))] == [15, 15, 15]
    assert split([]) == [[]]
