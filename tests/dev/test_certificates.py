"""A certificate that would fail in the hall is refused on the evening before, with its reason."""

from __future__ import annotations

import datetime as dt

import pytest

from deploy.dev import authority
from deploy.dev.authority import issue
from deploy.dev.certificates import faults

NAME = "final.example.org"


@pytest.fixture
def pair(tmp_path):
    return issue(tmp_path, [NAME, "10.0.0.7"])


def test_a_sound_one_is_taken(pair):
    assert faults(pair.certificate, pair.key, [NAME, "10.0.0.7"]) == []


def test_another_name_is_named(pair):
    (said,) = faults(pair.certificate, pair.key, [NAME, "other.example.org"])
    assert said.endswith("is not for other.example.org.")


def test_another_key_is_noticed(pair, tmp_path):
    other = issue(tmp_path / "other", [NAME])
    (said,) = faults(pair.certificate, other.key, [NAME])
    assert "is not the key of" in said


def test_what_has_ended_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(authority, "_CLOCKS", dt.timedelta(days=200))
    pair = issue(tmp_path, [NAME])
    (said,) = faults(pair.certificate, pair.key, [NAME])
    assert said.startswith("The certificate ended on 20")


def test_a_certificate_without_its_chain_is_refused(pair):
    text = pair.certificate.read_text(encoding="ascii")
    pair.certificate.write_text(text[: text.index("-----END") + 26], encoding="ascii")
    (said,) = faults(pair.certificate, pair.key, [NAME])
    assert "intermediate" in said


@pytest.mark.parametrize(
    "content", ["", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----"]
)
def test_what_is_no_certificate_is_named(pair, content):
    pair.certificate.write_text(content, encoding="ascii")
    (said,) = faults(pair.certificate, pair.key, [NAME])
    assert "is not a certificate" in said


def test_what_is_no_key_is_named(pair, tmp_path):
    pair.key.write_text("secret", encoding="ascii")
    assert "is not a private key" in faults(pair.certificate, pair.key, [NAME])[0]
    assert "There is no file" in faults(pair.certificate, tmp_path / "none", [NAME])[0]


@pytest.mark.parametrize(
    ("name", "is_for"),
    [
        ("hall.example.org", True),
        ("Hall.Example.ORG", True),
        ("example.org", False),
        ("a.hall.example.org", False),
        ("hall.example.net", False),
        (".example.org", False),
    ],
)
def test_a_star_stands_for_one_label(tmp_path, name, is_for):
    pair = issue(tmp_path, ["*.example.org"])
    said = faults(pair.certificate, pair.key, [name])
    assert said == ([] if is_for else [f"{pair.certificate} is not for {name}."])


def test_one_that_is_signed_by_itself_is_refused(tmp_path):
    pair = authority.authority(tmp_path)
    (said,) = [each for each in faults(pair.certificate, pair.key, [NAME]) if "not for" not in each]
    assert "is signed by itself" in said


def test_a_chain_of_somebody_elses_is_noticed(pair, tmp_path):
    other = authority.authority(tmp_path / "other").certificate.read_text(encoding="ascii")
    text = pair.certificate.read_text(encoding="ascii")
    pair.certificate.write_text(text[: text.index("-----END") + 26] + other, encoding="ascii")
    (said,) = faults(pair.certificate, pair.key, [NAME])
    assert "do not follow each other" in said
