"""PDFs: what people typed is printed as they typed it, and the same input gives the same bytes."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from core.documents.faces import characters
from core.documents.printable import printable_text
from core.documents.render import DocumentFaulty, Kind, content_hash, render

HERE = Path(__file__).parent
PLAIN = Kind("test", HERE / "layout.typ")
SPLICED = Kind("test", HERE / "spliced.typ")
AT = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
WORDS = {"hash": "内容指纹", "foot": "扫码核对", "page": "第 {n} 页，共 {all} 页"}
HOSTILE = (
    '#panic("x")',
    "#let data = 1",
    "$x^2$ \\ ] [ } {",
    "*b* _c_ `d` <label> @ref = H",
    '"; eval("1"); //',
    "/* // -- --- ~ ...",
    "#read(\"sheet.typ\")",
)  # fmt: skip


def document(*texts, **more):
    body = [{"kind": "paragraph", "text": text} for text in texts]
    return {"title": "标题", "over": "上", "author": "主办", "words": WORDS, "body": body, **more}


def made(data, *, kind=PLAIN, language="zh", at=AT):
    return render(kind, data, language=language, content=content_hash(data["body"]), at=at)


def pages(pdf):
    with pypdfium2.PdfDocument(pdf) as read:
        return [page.get_textpage().get_text_range() for page in read]


def letters(text):
    """Without what lines and soft breaks add; typographic quotes and dashes are not looked at."""
    return re.sub(r"[\s\u200b\ufffe\x02\u00ad]", "", text)


def printed(text, pdf):
    return letters(text) in letters("".join(pages(pdf)))


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_text_is_printed(text):
    assert printed(text, made(document(f"a{text}b")))


@pytest.mark.parametrize("text", ["#(1 + 1)", "*b*", "$x^2$", '#panic("x")'])
def test_a_layout_that_splices_is_caught_by_the_same_look(text):
    """The planted fault: the check above sees it."""
    try:
        pdf = made(document(f"a {text} b"), kind=SPLICED)
    except DocumentFaulty:
        return
    assert not printed(f"a {text} b", pdf)


def test_what_no_face_holds_is_printed_as_its_code_point():
    shown = printable_text("a🚀\u202eb\u200fc\x07d\ud7ff")
    assert letters(shown) == "a[U+1F680][U+202E]b[U+200F]c[U+0007]d[U+D7FF]"
    assert printed("a[U+1F680][U+202E]b", made(document("a🚀\u202eb")))
    assert printable_text("两\n行\u2028三\ufe0f") == "两 行 三"


def test_rare_names_are_printed_as_they_are():
    assert printed("𬭎㛃䶮·韩松", made(document("𬭎㛃䶮·韩松")))


def test_a_long_word_breaks_inside_its_column():
    name = "W" * 60
    columns = [{"name": "n", "align": "left", "width": "auto"}] * 2
    columns = [{**columns[0], "width": "fill"}, columns[1]]
    table = {"kind": "table", "caption": "", "columns": columns, "rows": [[name, "12.50"]] * 3}
    pdf = made({**document(), "body": [table]})
    assert letters("".join(pages(pdf))).count(name) == 3
    with pypdfium2.PdfDocument(pdf) as read:
        text = read[0].get_textpage()
        right = max(text.get_charbox(at)[2] for at in range(text.count_chars()))
        assert right <= read[0].get_width() - 60


def test_every_character_that_is_said_to_be_there_can_be_set():
    """The compiler refuses, under these standards, a character that its fonts do not hold."""
    every = sorted(characters())
    assert len(every) > 25_000
    sample = every[:900] + every[-900:] + every[900:-900:23]
    texts = ["".join(map(chr, sample[at : at + 200])) for at in range(0, len(sample), 200)]
    assert made(document(*texts)).startswith(b"%PDF-")


def test_the_same_input_gives_the_same_bytes_and_another_gives_others():
    one = made(document("a"))
    assert one == made(document("a"))
    assert one != made(document("b"))
    assert one != made(document("a"), at=datetime(2026, 11, 27, tzinfo=UTC))


def test_nothing_of_the_machine_is_inside():
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(made(document("a")))) as pdf:
        pdf.save(
            plain,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
        )
    for trace in (b"/tmp", b"/home", b"/usr", b"site-packages", b".typ", str(HERE).encode()):
        assert trace not in plain.getvalue()


def test_it_is_tagged_and_made_to_be_kept():
    with pikepdf.open(io.BytesIO(made(document("a"), language="en"))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
        with pdf.open_metadata() as about:
            assert (about["pdfuaid:part"], about["pdfaid:part"]) == ("1", "2")
            assert about["pdfaid:conformance"] == "A"
            assert about["dc:title"] == "标题"
        size = [float(each) for each in pdf.pages[0].MediaBox]
        assert size == pytest.approx([0, 0, 595.28, 841.89], abs=0.02)


def test_each_page_says_its_number_and_the_hash():
    data = document(*["段落" * 150] * 30)
    found = pages(made(data))
    assert len(found) > 2
    digest = content_hash(data["body"])
    for number, text in enumerate(found, start=1):
        assert f"第{number}页，共{len(found)}页" in letters(text)
        assert digest in letters(text)


def test_a_block_that_is_unknown_is_a_fault():
    with pytest.raises(DocumentFaulty, match="unknown block"):
        made({**document(), "body": [{"kind": "nonsense"}]})
