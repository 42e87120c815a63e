"""FILES_URL: where files lie.

`file:` (below VAR_DIR), `file:/folder`, or
`s3://KEY:SECRET@host[:port]/bucket[?region=…&tls=0&style=virtual]`; KEY and SECRET are
percent-encoded, and without them boto3 looks where it always looks.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def files_place(url: str, *, origin: str, folder: Path) -> tuple[Path, dict[str, Any] | None]:
    """The local folder, and the facts of the S3 store where one is named.

    Raises ImproperlyConfigured for any other address; `folder` also takes drafts.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return (Path(unquote(parts.path)) if parts.path else folder), None
    bucket = parts.path.strip("/")
    if parts.scheme != "s3" or not parts.hostname or not bucket or "/" in bucket:
        # The address itself may hold a secret.
        raise ImproperlyConfigured("FILES_URL must be file:… or s3://KEY:SECRET@host/bucket")
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if unknown := set(asked) - {"region", "tls", "style"}:
        raise ImproperlyConfigured(f"FILES_URL does not know {', '.join(sorted(unknown))}")
    scheme = "http" if asked.get("tls") == "0" else "https"
    host = parts.netloc.rpartition("@")[2]
    return folder, {
        "endpoint": f"{scheme}://{host}",
        "bucket": bucket,
        "region": asked.get("region", "us-east-1"),
        "access_key": unquote(parts.username or ""),
        "secret_key": unquote(parts.password or ""),
        "origin": origin.rstrip("/"),
        "style": asked.get("style", "path"),
    }


def files_origins(place: dict[str, Any] | None) -> list[str]:
    """The origins that our pages may speak to for files; none for local ones."""
    return [] if place is None else [place["origin"] or place["endpoint"]]
