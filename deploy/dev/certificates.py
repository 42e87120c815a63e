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
from itertools import pairwise
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
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
    found = [fault for each in chain for fault in _times(each)]
    if _public(own.public_key()) != _public(private.public_key()):
        found.append(f"{key} is not the key of {certificate}.")
    found += [f"{certificate} is not for {name}." for name in names if not _is_for(own, name)]
    return found + list(_gaps(certificate, chain))


def _gaps(file: Path, chain: Sequence[x509.Certificate]) -> Iterator[str]:
    """Where the way from the certificate to one that devices know is broken."""
    if chain[0].issuer == chain[0].subject:
        yield (
            f"{file} is signed by itself, so no tablet knows it. Leave --cert out: then one root, "
            "installed once, is enough."
        )
    elif len(chain) == 1:
        yield (
            f"{file} holds no intermediate certificate; append it, or tablets will not trust ours."
        )
    for below, above in pairwise(chain):
        try:
            below.verify_directly_issued_by(above)
        except (InvalidSignature, TypeError, ValueError):
            yield (
                f"{file} holds certificates that do not follow each other; put the server's own "
                "first and after each one the one that signed it."
            )
            return


def _times(certificate: x509.Certificate) -> Iterator[str]:
    now = dt.datetime.now(tz=dt.UTC)
    if certificate.not_valid_after_utc < now:
        yield f"The certificate ended on {certificate.not_valid_after_utc:%Y-%m-%d}."
    elif certificate.not_valid_before_utc > now:
        yield f"The certificate begins on {certificate.not_valid_before_utc:%Y-%m-%d} only."


def _is_for(certificate: x509.Certificate, name: str) -> bool:
    """Whether it speaks for a name or address; `*.` stands for exactly one label."""
    names, asked = _names(certificate), name.lower()
    try:
        return str(ipaddress.ip_address(asked)) in names
    except ValueError:
        label, dot, rest = asked.partition(".")
        return asked in names or bool(label and dot and f"*.{rest}" in names)


def _names(certificate: x509.Certificate) -> set[str]:
    """Names and addresses as they stand in it, in small letters."""
    try:
        said = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return set()
    addresses = said.get_values_for_type(x509.IPAddress)
    hosts = said.get_values_for_type(x509.DNSName)
    return {*(host.lower() for host in hosts), *map(_text, addresses)}


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
