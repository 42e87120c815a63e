"""`manage.py rulebook`: what it prints, how it ends, and that nothing else changes."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from contest.models import Rulebook
from contest.rulebook.parse import rulebook_hash
from contest.rulebook.text import document_read
from contest.rulebook.v1.schema import schema_v1
from tests.factories import contest

LIBRARY = Path(__file__).resolve().parents[3] / "contest" / "library" / "rulebooks"
TREE = Path(__file__).resolve().parents[2] / "contest" / "rulebook"
FILES = [TREE / "v1" / "sound.yaml", *sorted(TREE.glob("cases/*/rulebook.yaml"))[::8]]
SMALL = """
rulebook: 1
name: {zh: 选拔赛, en: Heat}
rubrics: [{id: sheet, name: {zh: 评分表, en: Sheet}, total: 100}]
rounds:
  - id: heat
    name: {zh: 选拔赛, en: Heat}
    kind: final
    mode: live
    panel: {seats: 3}
    components: [{id: jury, kind: sheet, rubric: sheet}]
"""


def run(*args: object, code: int = 0) -> str:
    """What the command writes; it has to end as said."""
    out = io.StringIO()
    if code:
        with pytest.raises(SystemExit) as ended:
            call_command("rulebook", *map(str, args), stdout=out)
        assert ended.value.code == code
    else:
        call_command("rulebook", *map(str, args), stdout=out)
    return out.getvalue()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


def test_schema_prints_the_schema():
    assert json.loads(run("schema")) == schema_v1()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_sound_file_is_said_to_be_sound(file: Path):
    found = json.loads(run("check", file, "--json"))
    document = document_read(file.read_text(encoding="utf-8"))
    assert all(each["code"].startswith("warn_") for each in found.pop("warnings"))
    assert found == {
        "sound": True,
        "hash": rulebook_hash(document),
        "findings": [],
        "later": [],
    }


def test_a_finding_has_its_place_and_a_sentence_in_either_language(small: Path):
    small.write_text(SMALL.replace("seats: 3", "seats: 3, minimum_sheets: 4"), encoding="utf-8")
    said = run("check", small, code=1)
    assert said.splitlines()[0].startswith("/rounds/0/panel/minimum_sheets: 要求至少 4 张评分表")
    said = run("check", small, "--language", "en", code=1)
    assert said.splitlines()[0].startswith("/rounds/0/panel/minimum_sheets: 4 sheets are demanded")
    found = json.loads(run("check", small, "--json", "--language", "en", code=1))
    assert [(each["path"], each["code"]) for each in found["findings"]] == [
        ("/rounds/0/panel/minimum_sheets", "minimum_beyond")
    ]


def test_what_runs_later_is_sound_and_said(small: Path):
    later = SMALL.replace("rubric: sheet}", "rubric: sheet, combine: {method: bradley-terry}}")
    small.write_text(later, encoding="utf-8")
    found = json.loads(run("check", small, "--json", "--language", "en"))
    assert found["sound"]
    assert [each["path"] for each in found["later"]] == ["/rounds/0/components/0/combine/method"]
    assert "bradley-terry" in found["later"][0]["sentence"]


@pytest.mark.parametrize(
    ("content", "where", "code"),
    [
        (b"a: 1\na: 2\n", "line 2", "text_key_twice"),
        (b"a: 1\nb: \xff\n", "line 2", "text_encoding"),
        (b"", "/", "type_wrong"),
    ],
)
def test_what_is_no_document_is_said_with_its_line(
    small: Path, content: bytes, where: str, code: str
):
    small.write_bytes(content)
    found = json.loads(run("check", small, "--json", "--language", "en", code=1))
    assert [(each["path"], each["code"]) for each in found["findings"]] == [(where, code)]


def test_a_mark_of_order_at_the_beginning_is_no_content(small: Path):
    small.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    assert json.loads(run("check", small, "--json"))["sound"]


def test_a_document_of_version_0_is_checked_as_such(small: Path):
    small.write_text("rulebook: 0\n", encoding="utf-8")
    found = json.loads(run("check", small, "--json", code=1))
    assert {each["code"] for each in found["findings"]} == {"rulebook_field_missing"}


def test_no_file_is_said():
    with pytest.raises(CommandError, match="无法读取"):
        run("check", "/nowhere/rulebook.yaml")


def test_lang_is_short_for_language(small: Path):
    small.write_text(SMALL.replace("seats: 3", "seats: 3, minimum_sheets: 4"), encoding="utf-8")
    for word in ("en", "en_US", "EN"):
        said = run("check", small, "--lang", word, code=1)
        assert said.splitlines()[0].endswith("Lower minimum_sheets or add seats.")
    assert "请降低" in run("check", small, "--lang", "zh", code=1)


@pytest.mark.parametrize(
    ("name", "where", "chinese"),
    [
        ("A: b", "line 3, column 8", "冒号"),
        ("{zh: 甲, en: B", "line 4, column 8", "括号"),
        ('"A" b', "line 3, column 11", "引号"),
    ],
)
def test_a_text_that_is_no_yaml_has_line_column_and_a_sentence_in_either_language(
    small: Path, name: str, where: str, chinese: str
):
    small.write_text(SMALL.replace("{zh: 选拔赛, en: Heat}", name, 1), encoding="utf-8")
    said = run("check", small, "--lang", "en", code=1).splitlines()[0]
    assert said.startswith(f"{where}: ")
    assert said.isascii() or "“" in said
    said = run("check", small, code=1).splitlines()[0]
    assert chinese in said
    assert "expected" not in said


def test_one_mistake_in_many_places_is_told_once(small: Path):
    rows = "".join(
        f"\n      - {{id: c{n}, name: {{zh: 项, en: C}}, max: 10, required: yes}}"
        for n in range(10)
    )
    sheet = f"\n  - id: sheet\n    name: {{zh: 表, en: Sheet}}\n    total: 100\n    criteria:{rows}"
    old = "[{id: sheet, name: {zh: 评分表, en: Sheet}, total: 100}]"
    small.write_text(SMALL.replace(old, sheet), encoding="utf-8")
    first, more, last = run("check", small, "--lang", "en", code=1).splitlines()
    assert first.startswith("/rubrics/0/criteria/0/required: “yes” is neither true nor false.")
    assert "The same in 9 more places: /rubrics/0/criteria/1/required, " in more
    assert last == "Not accepted; findings: 10."
    assert len(json.loads(run("check", small, "--json", code=1))["findings"]) == 10


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("seats: 3", "seat: 3", "Nearest: seats."),
        ("rubric: sheet}", "rubric: paper}", "Correct the id or add it. There are: sheet."),
        ("rubric: sheet}", "rubric: heet}", "Nearest: sheet."),
        ("{zh: 选拔赛, en: Heat}", "Heat", "written as {zh: …, en: …}"),
        ("en: Heat}", "en: Heat, the first}", "put the whole text in quotation marks"),
        ("mode: live", "mode: 2", "Possible: desk, online_review, live"),
    ],
)  # fmt: skip
def test_a_sentence_says_what_is_near_or_known_or_how_it_is_written(
    small: Path, old: str, new: str, sentence: str
):
    small.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    assert sentence in run("check", small, "--lang", "en", code=1)


def test_a_warning_refuses_nothing(small: Path):
    summed = SMALL.replace("rubric: sheet}", "rubric: sheet, combine: {method: sum}}")
    small.write_text(summed, encoding="utf-8")
    first, last = run("check", small, "--lang", "en").splitlines()
    assert first.startswith("Warning: /rounds/0/components/0/combine/method: jury adds up its")
    assert last.startswith("The rulebook is sound")
    found = json.loads(run("check", small, "--json"))
    assert [each["code"] for each in found["warnings"]] == ["warn_sum_fewer"]


@pytest.mark.django_db
class TestEdition:
    """Import and export."""

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
    @pytest.mark.parametrize("form", [(), ("--json",)], ids=["yaml", "json"])
    def test_export_then_import_is_the_identity(
        self, file: Path, form: tuple[str, ...], tmp_path: Path
    ):
        first = contest.edition(slug="one", prefix="AA").edition
        second = contest.edition(slug="two", prefix="BB").edition
        run("import", file, "--edition", first.slug)
        original = Rulebook.objects.filter(edition=first).latest("version")
        out = tmp_path / "out"
        out.write_text(run("export", first.slug, *form), encoding="utf-8")
        run("import", out, "--edition", second.slug)
        again = Rulebook.objects.filter(edition=second).latest("version")
        assert (again.document, again.hash) == (original.document, original.hash)

    def test_importing_the_same_again_changes_nothing(self, small: Path):
        edition = contest.edition().edition
        before = Rulebook.objects.count()
        done: list[dict[str, Any]] = [
            json.loads(run("import", small, "--edition", edition.slug, "--json")) for _ in range(2)
        ]
        assert [each["new"] for each in done] == [True, False]
        assert done[0]["version"] == done[1]["version"]
        assert Rulebook.objects.count() == before + 1
        assert done[0]["hash"] in run("import", small, "--edition", edition.slug)

    def test_an_unsound_file_is_not_imported(self, small: Path):
        edition = contest.edition().edition
        before = Rulebook.objects.count()
        small.write_text(SMALL.replace("rubric: sheet", "rubric: none"), encoding="utf-8")
        said = run("import", small, "--edition", edition.slug, "--language", "en", code=1)
        assert said.startswith("/rounds/0/components/0/rubric: ")
        assert Rulebook.objects.count() == before

    def test_an_earlier_version_can_be_exported(self, small: Path):
        edition = contest.edition().edition
        number = json.loads(run("import", small, "--edition", edition.slug, "--json"))["version"]
        small.write_text(SMALL.replace("seats: 3", "seats: 5"), encoding="utf-8")
        run("import", small, "--edition", edition.slug)
        first = document_read(run("export", edition.slug, "--number", number))
        last = document_read(run("export", edition.slug))
        seats = [each["rounds"][0]["panel"]["seats"] for each in (first, last)]
        assert seats == [3, 5]

    def test_no_such_edition_or_version_is_said(self, small: Path):
        edition = contest.edition().edition
        with pytest.raises(CommandError, match="没有届次"):
            run("import", small, "--edition", "none")
        with pytest.raises(CommandError, match="没有届次"):
            run("export", "none")
        with pytest.raises(CommandError, match="没有这一版"):
            run("export", edition.slug, "--number", "99")


def test_words_prints_the_rules_as_the_public_page_says_them(small: Path):
    small.write_text(SMALL.replace("total: 100", "total: 80"), encoding="utf-8")
    said = run("words", small)
    assert said.startswith("选拔赛\n  决赛，现场进行。\n")
    assert "\n选拔赛 · 评分表\n" in said
    assert "满分: 80" in said
    found = json.loads(run("words", small, "--json", "--language", "en"))
    assert found[0]["heading"] == "Heat"
    assert "Total: 80" in found[1]["lines"]
    small.write_text(SMALL.replace("seats: 3", "seats: 0"), encoding="utf-8")
    assert run("words", small, code=1).startswith("/rounds/0/panel/seats: ")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_whole_library_can_be_said(language: str):
    for file in sorted(LIBRARY.glob("*.yaml")):
        said = run("words", file, "--language", language)
        assert "page.rules" not in said, file.name
        assert "{" not in said, file.name
