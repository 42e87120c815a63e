"""A customer's own certificate, looked at before a hall depends on it.

    .venv/bin/python -m deploy.dev.certificates CERT KEY NAME [NAME …]

prints what is wrong, a sentence a line, and exits 1; nothing and 0 where all is well. Run by the
interpreter of `.venv`, which has `cryptography`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import ipaddress
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)


def faults(certificate: Path, key: Path, names: Sequence[str]) -> list[str]:
    """What is wrong with a certificate and its key for these names."""
    for file in (certificate, key):
        if not file.is_file():
            return [f"There is no file {file}."]
    try:
        chain = x509.load_pem_x509_certificates(certificate.read_bytes())
    except ValueError:
        return [f"{certificate} is not a certificate in PEM form."]
    try:
        private = load_pem_private_key(key.read_bytes(), password=None)
    except (TypeError, ValueError):
        return [f"{key} is not a private key in PEM form without a password."]
    own = chain[0]
    found = list(_times(own))
    if _public(own.public_key()) != _public(private.public_key()):
        found.append(f"{key} is not the key of {certificate}.")
    found += [f"{certificate} is not for {name}." for name in names if name not in _names(own)]
    if own.issuer != own.subject and len(chain) == 1:
        found.append(
            f"{certificate} holds no intermediate certificate; append it, or tablets will not "
            "trust ours."
        )
    return found


def _times(certificate: x509.Certificate) -> Iterator[str]:
    now = dt.datetime.now(tz=dt.UTC)
    if certificate.not_valid_after_utc < now:
        yield f"The certificate ended on {certificate.not_valid_after_utc:%Y-%m-%d}."
    elif certificate.not_valid_before_utc > now:
        yield f"The certificate begins on {certificate.not_valid_before_utc:%Y-%m-%d} only."


def _names(certificate: x509.Certificate) -> set[str]:
    """Names and addresses that it speaks for; a wildcard is not expanded: name the host itself."""
    try:
        said = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return set()
    addresses = said.get_values_for_type(x509.IPAddress)
    return {*said.get_values_for_type(x509.DNSName), *map(_text, addresses)}


def _text(address: ipaddress.IPv4Address | ipaddress.IPv6Address | object) -> str:
    return str(address)


def _public(key: object) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)  # type: ignore[attr-defined, no-any-return]


def main() -> int:
    """Say what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("certificate", type=Path)
    parser.add_argument("key", type=Path)
    parser.add_argument("names", nargs="+", metavar="NAME")
    asked = parser.parse_args()
    found = faults(asked.certificate, asked.key, asked.names)
    sys.stdout.write("".join(f"{fault}\n" for fault in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
