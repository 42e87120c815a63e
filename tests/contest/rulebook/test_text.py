"""Reading text: exact, plain, without surprises; what is written is read back."""

from typing import Any

import pytest
import rfc8785
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from contest.rulebook.text import TextUnreadable, document_read, document_write
from contest.words.findings import unreadable_text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 0.5", {"a": "0.5"}),
        ("a: 1e3", {"a": "1e3"}),
        ("a: 30", {"a": 30}),
        ("a: -7", {"a": -7}),
        ("a: 010", {"a": "010"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 2026-11-30", {"a": "2026-11-30"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: yes", {"a": "yes"}),
        ("a: on", {"a": "on"}),
        ("a: true", {"a": True}),
        ('a: "true"', {"a": "true"}),
        ("no: x", {"no": "x"}),
        ("a:", {"a": None}),
        ("a: .inf", {"a": ".inf"}),
        ('{"a": [1, "2", {"b": 7.25}]}', {"a": [1, "2", {"b": 7.25}]}),
        ("{a: [1, 0.5]}", {"a": [1, "0.5"]}),
        ("", None),
    ],
)
def test_scalars_stay_what_was_typed(text: str, value: Any):
    read = document_read(text)
    assert read == value
    assert repr(read) == repr(value)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: [", "text_brackets", 1),
        ("a: b: c", "text_colon", 1),
        ("a: 1\nb: \x07", "text_unseen", 2),
        ("a: 1\nb: 2\na: 3", "text_key_twice", 3),
        ('{"a": 1, "a": 2}', "text_key_twice", 1),
        ('{"a": ' * 70 + "1" + "}" * 70, "text_too_deep", 1),
        ("a: &x 1\nb: *x", "text_reference", 1),
        ("a: *x", "text_reference", 1),
        ("a: !!python/object/apply:os.system [ls]", "text_tag", 1),
        ("a: !!float 1.5", "text_tag", 1),
        ("a: !!int '1.5'", "text_tag", 1),
        ("a: !!set {b}", "text_tag", 1),
        ("? [1, 2]\n: x", "text_syntax", 1),
        ("a: 1\n---\nb: 2", "text_syntax", 2),
        ("[" * 70 + "]" * 70, "text_too_deep", 1),
        ("a" * 2_000_001, "text_too_long", 1),
    ],
)
def test_what_is_no_plain_document_is_refused_with_its_line(text: str, code: str, line: int):
    with pytest.raises(TextUnreadable) as refused:
        document_read(text)
    assert (refused.value.code, refused.value.line) == (code, line)
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert "rulebook." not in unreadable_text(refused.value)


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=10), plain, max_size=4))
def test_what_is_written_is_read_back(document: dict[str, Any]):
    for text in (document_write(document), rfc8785.dumps(document).decode()):
        again = document_read(text)
        assert again == document
        assert type(again) is type(document)
