"""Connections to one S3 store, made once a process; boto3's clients may be used by any thread."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class S3Place:
    """Where the bucket is. Without keys boto3 looks where it always looks.

    `origin` is the store's address as browsers reach it; "" where that is the endpoint.
    """

    endpoint: str
    bucket: str
    region: str = "us-east-1"
    access_key: str = ""
    secret_key: str = ""
    origin: str = ""
    style: str = "path"


def client_inside(place: S3Place) -> Any:
    """The client that speaks to the store."""
    return _client(place, place.endpoint)


def client_outside(place: S3Place) -> Any:
    """The client that signs addresses for browsers; the signature covers the host's name."""
    return _client(place, place.origin or place.endpoint)


@lru_cache(maxsize=8)
def _client(place: S3Place, endpoint: str) -> Any:
    import boto3
    from botocore.config import Config

    return boto3.session.Session().client(
        "s3",
        endpoint_url=endpoint,
        region_name=place.region,
        aws_access_key_id=place.access_key or None,
        aws_secret_access_key=place.secret_key or None,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": place.style},
            # Not every vendor knows the checksums that boto3 adds by itself.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=5,
            read_timeout=60,
            retries={"mode": "standard", "max_attempts": 3},
        ),
    )
