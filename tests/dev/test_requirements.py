import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")))


def wanted(name: str) -> set[str]:
    lines = (REQUIREMENTS / f"{name}.in").read_text(encoding="utf-8").splitlines()
    names = [re.split(r"[\[<>=! ]", line)[0] for line in lines]
    return {name.lower() for name in names if name and name[0] not in "#-"}


@pytest.mark.parametrize("name", ["base", "prod", "dev", "uv"])
def test_everything_wanted_is_pinned_with_a_hash(name):
    assert wanted(name) <= set(pins(name))
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_each_set_contains_the_smaller_one():
    base, prod, dev = pins("base"), pins("prod"), pins("dev")
    assert base.items() <= prod.items() <= dev.items()


def test_the_embedded_profile_needs_no_postgresql_driver():
    assert "psycopg" not in pins("base")
    assert {"psycopg", "psycopg-binary"} <= set(pins("prod"))


def test_no_file_names_an_index_or_a_folder():
    for path in REQUIREMENTS.iterdir():
        assert not re.search(
            r"https?://|file:|--index-url|--find-links", path.read_text(encoding="utf-8")
        ), path.name
