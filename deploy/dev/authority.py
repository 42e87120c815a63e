"""A certificate authority of this clone's own, and the certificates that it signs.

Run by the interpreter of `.venv`, which has `cryptography`; dev.py itself does not:

    .venv/bin/python -m deploy.dev.authority FOLDER NAME [NAME …]

makes in FOLDER, where they are missing, about to end or for other names, `ca.pem` with `ca.key`
and `server.pem` (with the chain) with `server.key`. A NAME is a host name or an address. Keys are
0600.
"""

from __future__ import annotations

import argparse
import datetime as dt
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CA_DAYS: Final = 365
SERVER_DAYS: Final = 90
# What ends within this time is made anew: nobody renews a certificate on the day of the final.
MARGIN: Final = dt.timedelta(days=14)
_CLOCKS: Final = dt.timedelta(hours=1)
# All that the authority may ever sign for beside the names that were asked for: whoever installs
# its root on an own phone trusts it for a hall's network and for no site of the world.
_NETS: Final = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "169.254.0.0/16",
    "127.0.0.0/8",
    "fc00::/7",
    "fe80::/10",
    "::1/128",
)
_DOMAINS: Final = ("localhost", "local", "lan", "internal", "home.arpa", "test")


@dataclass(frozen=True)
class Pair:
    """A certificate and its key, as files."""

    certificate: Path
    key: Path

    def read(self) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None:
        """Both, or None where one is missing."""
        if not (self.certificate.is_file() and self.key.is_file()):
            return None
        certificate = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        key = load_pem_private_key(self.key.read_bytes(), password=None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return certificate, key

    def write(
        self, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey, chain: bytes = b""
    ) -> None:
        """Store both; nobody else may ever have read the key."""
        self.key.unlink(missing_ok=True)
        self.key.touch(mode=0o600)
        self.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        self.certificate.write_bytes(certificate.public_bytes(Encoding.PEM) + chain)


def authority(folder: Path, names: Sequence[str] = ()) -> Pair:
    """The authority in this folder; made where there is none, it is about to end, or it may not
    sign for one of the names: devices then install the new root."""
    folder.mkdir(parents=True, exist_ok=True)
    pair = Pair(folder / "ca.pem", folder / "ca.key")
    found = pair.read()
    before = _limits(found[0]) if found else []
    wanted = [_limit(name) for name in names]
    allowed = bool(before) and all(_covers(before, limit) for limit in wanted)
    if found is None or _ends_soon(found[0]) or not allowed:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Yisai 以赛 (this machine)")])
        limits = before or [_limit(each) for each in (*_DOMAINS, *_NETS)]
        limits += [limit for limit in wanted if not _covers(limits, limit)]
        made = _described(name, name, key.public_key(), days=CA_DAYS)
        for extension in (
            x509.BasicConstraints(ca=True, path_length=0),
            _usage(signs_certificates=True),
            x509.NameConstraints(permitted_subtrees=limits, excluded_subtrees=None),
        ):
            made = made.add_extension(extension, critical=True)
        pair.write(made.sign(key, SHA256()), key)
    return pair


def _limits(certificate: x509.Certificate) -> list[x509.GeneralName]:
    """What an authority may sign for; nothing where it says nothing."""
    try:
        said = certificate.extensions.get_extension_for_class(x509.NameConstraints).value
    except x509.ExtensionNotFound:
        return []
    return list(said.permitted_subtrees or [])


def _limit(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_network(name))
    except ValueError:
        return x509.DNSName(name.lower().removeprefix("*."))


def _covers(limits: Sequence[x509.GeneralName], wanted: x509.GeneralName) -> bool:
    """Whether a name or network lies within one of the limits."""
    for limit in limits:
        if isinstance(limit, x509.DNSName) and isinstance(wanted, x509.DNSName):
            if f".{wanted.value}".endswith(f".{limit.value}"):
                return True
        elif isinstance(limit, x509.IPAddress) and isinstance(wanted, x509.IPAddress):
            outer, inner = ipaddress.ip_network(limit.value), ipaddress.ip_network(wanted.value)
            if outer.version == inner.version and (
                outer[0] <= inner[0] and inner[-1] <= outer[-1]  # type: ignore[operator]
            ):
                return True
    return False


def issue(folder: Path, names: Sequence[str]) -> Pair:
    """The server's certificate for these names, signed by the folder's authority."""
    ca = authority(folder, names).read()
    assert ca is not None
    pair = Pair(folder / "server.pem", folder / "server.key")
    found = pair.read()
    wanted = x509.SubjectAlternativeName([_general(name) for name in names])
    if found is None or not _still_good(found[0], ca[0], wanted):
        key = ec.generate_private_key(ec.SECP256R1())
        # No host name: OpenSSL would hold an address that stands here against the DNS limits.
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Yisai 以赛 (server)")])
        made = _described(subject, ca[0].subject, key.public_key(), days=SERVER_DAYS)
        for extension, critical in (
            (x509.BasicConstraints(ca=False, path_length=None), True),
            (_usage(signs_certificates=False), True),
            (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
            (wanted, False),
            (x509.AuthorityKeyIdentifier.from_issuer_public_key(ca[1].public_key()), False),
        ):
            made = made.add_extension(extension, critical=critical)
        pair.write(made.sign(ca[1], SHA256()), key, ca[0].public_bytes(Encoding.PEM))
    return pair


def _described(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, *, days: int
) -> x509.CertificateBuilder:
    now = dt.datetime.now(tz=dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCKS)  # a tablet's clock may be behind
        .not_valid_after(now - _CLOCKS + dt.timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _ends_soon(certificate: x509.Certificate) -> bool:
    return certificate.not_valid_after_utc < dt.datetime.now(tz=dt.UTC) + MARGIN


def _still_good(
    certificate: x509.Certificate, ca: x509.Certificate, wanted: x509.SubjectAlternativeName
) -> bool:
    found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    try:
        certificate.verify_directly_issued_by(ca)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return found == wanted and not _ends_soon(certificate)


def main() -> None:
    """Make what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="+", metavar="NAME")
    asked = parser.parse_args()
    issue(asked.folder, asked.names)


if __name__ == "__main__":
    main()
