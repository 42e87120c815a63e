"""The installation's key: made once where the profile says so, never silently elsewhere."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core import signing


@pytest.fixture
def key(settings, tmp_path):
    settings.LOG_KEY_FILE = str(tmp_path / "keys" / "log.key")
    return tmp_path / "keys" / "log.key"


def test_what_is_signed_can_be_checked(key):
    signature = bytes.fromhex(signing.sign(b"receipt"))
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing.public_key()))
    public.verify(signature, b"receipt")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_processes_that_start_together_share_one_key(key):
    with ThreadPoolExecutor(8) as pool:
        loaded = list(pool.map(lambda _: signing._key.__wrapped__(str(key)), range(8)))
    assert len({each.private_bytes_raw() for each in loaded}) == 1
    assert [path.name for path in key.parent.iterdir()] == [key.name]


def test_a_profile_that_makes_no_keys_refuses_to_sign(settings, key):
    settings.LOG_KEY_MAKE = False
    with pytest.raises(FileNotFoundError):
        signing.sign(b"receipt")
    assert not key.exists()
