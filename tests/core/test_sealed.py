"""What a copy of the database must not give away is sealed, and keys can be changed."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from core.sealed import SealBroken, seal, unseal


@pytest.fixture
def key(settings, tmp_path):
    """A key file of this test's own, written anew each time."""
    count = 0

    def use(*keys: bytes) -> None:
        nonlocal count
        count += 1
        file = tmp_path / f"field-{count}.key"
        file.write_bytes(b"\n".join(keys))
        settings.FIELD_KEY_FILE = str(file)

    return use


def test_it_opens_again_and_looks_like_nothing(key):
    key(Fernet.generate_key())
    sealed = seal("GEZDGNBVGY3TQOJQ")
    assert unseal(sealed) == "GEZDGNBVGY3TQOJQ"
    assert "GEZDGNBVGY3TQOJQ" not in sealed
    assert sealed != seal("GEZDGNBVGY3TQOJQ")


def test_a_key_is_changed_by_a_line(key):
    old, new = Fernet.generate_key(), Fernet.generate_key()
    key(old)
    before = seal("x")
    key(new, old)
    after = seal("x")
    assert unseal(before) == "x"
    key(new)
    assert unseal(after) == "x"
    with pytest.raises(SealBroken):
        unseal(before)


@pytest.mark.parametrize("text", ["", "GEZDGNBVGY3TQOJQ", "f1:", "f1:gAAAAA"])
def test_what_was_not_sealed_is_refused(key, text):
    key(Fernet.generate_key())
    with pytest.raises(SealBroken):
        unseal(text)


def test_the_file_is_made_once_and_is_its_owners(settings, tmp_path):
    settings.FIELD_KEY_FILE = str(tmp_path / "keys" / "field.key")
    sealed = seal("x")
    file = tmp_path / "keys" / "field.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["field.key"]
    assert unseal(sealed) == "x"


def test_in_production_it_has_to_be_there(settings, tmp_path):
    settings.LOG_KEY_MAKE = False
    settings.FIELD_KEY_FILE = str(tmp_path / "none.key")
    with pytest.raises(FileNotFoundError):
        seal("x")
