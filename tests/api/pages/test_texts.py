"""Every text of pages and templates is a key with words in both languages, of the same places."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "api" / "pages" / "templates").rglob("*.html"))
CODE = sorted((ROOT / "api" / "pages").rglob("*.py"))
LANGUAGES = ("en", "zh_Hans")


def catalogue(language: str) -> dict[str, str]:
    file = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    with file.open("rb") as source:
        return {str(m.id): str(m.string) for m in read_po(source) if m.id}


@pytest.fixture(scope="module")
def texts() -> dict[str, dict[str, str]]:
    return {language: catalogue(language) for language in LANGUAGES}


def bare_words(html: str) -> list[str]:
    """Text a reader would see that comes from no key."""
    for noise in (r"\{%.*?%\}", r"\{\{.*?\}\}", r"<code>.*?</code>", r"<[^>]*>"):
        html = re.sub(noise, " ", html, flags=re.DOTALL)
    return re.findall(r"[A-Za-z]{2,}|[\u4e00-\u9fff]+", html)


def test_the_lint_sees_a_planted_sentence():
    assert bare_words('<p class="x">{% text "a.b" %} Bare words</p>') == ["Bare", "words"]
    assert bare_words("<p>裸字</p>") == ["裸字"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_a_sentence(template):
    html = template.read_text(encoding="utf-8")
    assert bare_words(html) == []
    # The device check asks the device, the live page its stream; each script is a file of ours.
    for name in ("capability", "live"):
        if template.name == f"{name}.html":
            html = html.replace(
                f'<script src="{{% static "pages/{name}.js" %}}" defer></script>', ""
            )
    assert "<script" not in html
    assert not re.search(r"[\u4e00-\u9fff]", html)


def used_keys() -> set[str]:
    found: set[str] = set()
    for path in (*TEMPLATES, *CODE):
        found |= set(re.findall(r'"(page\.[a-z0-9_.]+[a-z0-9])"', path.read_text("utf-8")))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_words(texts, language):
    assert [key for key in sorted(used_keys()) if not texts[language].get(key)] == []


def test_both_languages_have_the_same_keys_and_places(texts):
    one, two = (texts[language] for language in LANGUAGES)
    pages = {key for key in one if key.startswith("page.")}
    assert pages == {key for key in two if key.startswith("page.")}
    for key in pages:
        places = [
            {part[1] for part in Formatter().parse(each[key]) if part[1]} for each in (one, two)
        ]
        assert places[0] == places[1], key


def test_every_key_of_the_pages_is_used(texts):
    prefixes = set()
    for path in (*TEMPLATES, *CODE):
        source = path.read_text("utf-8")
        prefixes |= set(re.findall(r'"(page\.[a-z0-9_.]+\.)"', source))
        prefixes |= set(re.findall(r'f"(page\.[a-z0-9_.]+\.)\{', source))
    used = used_keys()
    idle = [
        key
        for key in texts["en"]
        if key.startswith("page.") and key not in used and not key.startswith(tuple(prefixes))
    ]
    assert idle == []
