"""A checkpoint is a C2SP signed note: anybody's tool reads it, and no byte of it may change."""

from __future__ import annotations

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.merkle import checkpoint as notes
from core.merkle.checkpoint import (
    Checkpoint,
    CheckpointRefused,
    checkpoint_read,
    checkpoint_sign,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
SAID = Checkpoint(
    "yisai/edition/1", 7, hashlib.sha256(b"root").digest(), "2026-11-25T08:00:00.000000Z"
)
NOTE = checkpoint_sign(SAID, public_key=PUBLIC, sign=KEY.sign)


def test_what_is_signed_is_read():
    assert checkpoint_read(NOTE, public_key=PUBLIC) == SAID
    assert NOTE.splitlines()[:2] == ["yisai/edition/1", "7"]
    assert NOTE.splitlines()[-1].startswith("\u2014 yisai/edition/1 ")


def test_key_hash_and_signature_are_those_of_the_published_example():
    """The example of the format's reference implementation (golang.org/x/mod/sumdb/note)."""
    key = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")[1:]
    text = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
    )
    signed = base64.b64decode(
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    )
    assert notes._key_hash("PeterNeumann", key).hex() == "c74f20a3"
    assert signed[:4].hex() == "c74f20a3"
    notes._require_signature(text, signed[4:], key)
    with pytest.raises(CheckpointRefused, match="checkpoint_signature_wrong"):
        notes._require_signature(text + " ", signed[4:], key)


@pytest.mark.parametrize("place", range(len(NOTE)))
def test_no_character_may_change(place):
    other = "1" if NOTE[place] != "1" else "2"
    with pytest.raises(CheckpointRefused):
        checkpoint_read(NOTE[:place] + other + NOTE[place + 1 :], public_key=PUBLIC)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "checkpoint_malformed"),
        (NOTE.replace("\n\n", "\n"), "checkpoint_malformed"),
        (NOTE.replace("\n7\n", "\n07\n"), "checkpoint_malformed"),
        (NOTE.replace("time ", "when "), "checkpoint_malformed"),
        (NOTE[: NOTE.index("\u2014")], "checkpoint_key_unknown"),
        (NOTE.replace("\n7\n", "\n8\n"), "checkpoint_signature_wrong"),
    ],
)
def test_a_refusal_says_why(text, code):
    with pytest.raises(CheckpointRefused) as refused:
        checkpoint_read(text, public_key=PUBLIC)
    assert refused.value.code == code


def test_another_key_is_unknown_and_other_signatures_do_not_disturb():
    """Witnesses add lines of their own."""
    other = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    with pytest.raises(CheckpointRefused, match="checkpoint_key_unknown"):
        checkpoint_read(NOTE, public_key=other)
    cosigned = NOTE + "\u2014 witness.example " + base64.b64encode(bytes(68)).decode() + "\n"
    assert checkpoint_read(cosigned, public_key=PUBLIC) == SAID
