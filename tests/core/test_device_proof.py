"""Only the owner of a device's key proves to be it; malformed is no proof and no fault."""

import pytest

from core.device_proof import device_proves
from tests.device_keys import DeviceKey

KEY = DeviceKey()
PROOF = KEY.prove("hello")


def test_the_owner_of_the_key_proves_it():
    assert device_proves(key=KEY.public, message=b"hello", proof=PROOF)


@pytest.mark.parametrize(
    ("key", "message", "proof"),
    [
        (DeviceKey().public, b"hello", PROOF),
        (KEY.public, b"hullo", PROOF),
        (KEY.public, b"hello", PROOF[:-2]),
        (KEY.public, b"hello", "00" * 64),
        (KEY.public, b"hello", "x" * 128),
        (KEY.public, b"hello", ""),
        ("", b"hello", PROOF),
        ("key", b"hello", PROOF),
        ("[]", b"hello", PROOF),
        ('{"x":"AA","y":"AA"}', b"hello", PROOF),
        ('{"x":1,"y":2}', b"hello", PROOF),
        ('{"x":"é","y":"%"}', b"hello", PROOF),
    ],
)
def test_whatever_else_is_sent_proves_nothing(key, message, proof):
    assert not device_proves(key=key, message=message, proof=proof)
