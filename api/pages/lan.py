"""What a device in a hall's own network needs to know: the address, the authority, its print."""

import hashlib
import plistlib
import ssl
import uuid
from dataclasses import dataclass
from pathlib import Path

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Authority:
    """The local authority whose root a device installs once."""

    der: bytes

    @property
    def fingerprint(self) -> list[str]:
        """SHA-256 in groups of four, as devices show it and people compare it."""
        digest = hashlib.sha256(self.der).hexdigest().upper()
        return [digest[start : start + 4] for start in range(0, len(digest), 4)]

    def profile(self) -> bytes:
        """The root as a configuration profile, which is how iPadOS takes it."""
        identity = uuid.uuid5(uuid.NAMESPACE_URL, hashlib.sha256(self.der).hexdigest())
        root = {
            "PayloadType": "com.apple.security.root",
            "PayloadVersion": 1,
            "PayloadIdentifier": f"yisai.lan.{identity}.root",
            "PayloadUUID": str(uuid.uuid5(identity, "root")).upper(),
            "PayloadDisplayName": "Yisai 以赛",
            "PayloadContent": self.der,
        }
        return plistlib.dumps(
            {
                "PayloadType": "Configuration",
                "PayloadVersion": 1,
                "PayloadIdentifier": f"yisai.lan.{identity}",
                "PayloadUUID": str(identity).upper(),
                "PayloadDisplayName": "Yisai 以赛",
                "PayloadContent": [root],
            }
        )


def authority() -> Authority | None:
    """The authority of `up --lan`; None where the certificate is one that devices know anyway."""
    if not settings.LAN_CA_FILE:
        return None
    text = Path(settings.LAN_CA_FILE).read_text(encoding="ascii")
    return Authority(ssl.PEM_cert_to_DER_cert(text))


def code_of(address: str) -> SafeString:
    """A QR code of an address as inline SVG; it holds nothing but the address."""
    drawn = segno.make(address, error="m").svg_inline(border=3, svgclass="qr", omitsize=True)
    return mark_safe(drawn)  # noqa: S308 - made by us of modules only
