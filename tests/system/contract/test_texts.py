"""Every text that the server speaks is there in both languages, and nothing is left over."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from core.constraints import CODES
from core.errors import REGISTRY

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("zh_Hans", "en")
PACKAGES = ("api", "core", "contest", "judging", "pipeline")
KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_-]+)+")
RAISED = re.compile(r"""\b(?:Problem|Refused)\(\s*["']([a-z_]+)["']""")
USED = re.compile(r"""gettext(?:_lazy)?\(\s*["']([^"']+)["']|\{%\s*translate\s+["']([^"']+)["']""")
HAN = re.compile(r"[\u4e00-\u9fff]")


def catalog(language: str) -> dict[str, str]:
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as source:
        return {str(m.id): str(m.string) for m in read_po(source, abort_invalid=True) if m.id}


def sources(*endings: str):
    for package in PACKAGES:
        for ending in endings:
            yield from (ROOT / package).rglob(f"*.{ending}")


def places(text: str) -> set[tuple[str, str]]:
    return set(re.findall(r"\{(\w+)\}|%\((\w+)\)s", text))


@pytest.fixture(scope="module")
def texts() -> dict[str, dict[str, str]]:
    return {language: catalog(language) for language in LANGUAGES}


def test_both_catalogs_have_the_same_keys(texts):
    assert set(texts["zh_Hans"]) == set(texts["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_filled_and_every_key_is_a_dotted_id(texts, language):
    assert [key for key, text in texts[language].items() if not text.strip()] == []
    assert [key for key in texts[language] if not KEY.fullmatch(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(REGISTRY))
def test_every_code_has_title_and_detail(texts, language, code):
    registered = REGISTRY[code]
    assert registered.title_key in texts[language]
    assert registered.detail_key in texts[language]


def test_no_text_is_left_of_a_code_that_is_gone(texts):
    spoken = {key.split(".")[1] for key in texts["en"] if key.startswith("problem.")}
    assert spoken == set(REGISTRY)


def test_translations_name_the_same_places(texts):
    different = [
        key for key in texts["en"] if places(texts["en"][key]) != places(texts["zh_Hans"][key])
    ]
    assert different == []


def test_sentences_are_in_their_own_language(texts):
    sentences = [key for key in texts["en"] if key.startswith(("problem.", "mail."))]
    assert [key for key in sentences if not HAN.search(texts["zh_Hans"][key])] == []
    assert [key for key in sentences if HAN.search(texts["en"][key])] == []


def test_every_code_that_is_raised_is_registered():
    raised = {
        code for path in sources("py") for code in RAISED.findall(path.read_text(encoding="utf-8"))
    } | set(CODES.values())
    assert len(raised) > 30
    assert raised - set(REGISTRY) == set()


def test_every_key_that_is_used_exists(texts):
    used = {
        plain or tagged
        for path in sources("py", "html", "txt")
        for plain, tagged in USED.findall(path.read_text(encoding="utf-8"))
    }
    assert {"mail.login_code.subject"} <= used
    assert used - set(texts["en"]) == set()
