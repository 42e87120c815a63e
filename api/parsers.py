"""JSON in: UTF-8, no key twice, and no number with a fraction or exponent anywhere."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.parsers import BaseParser

from core.errors import Problem


def _no_float(text: str) -> None:
    raise Problem("number_not_text")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys differ: readers would not agree on which of two values counts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def strict_json(data: bytes) -> Any:
    """Parse request bytes. Raises request_malformed or number_not_text."""
    try:
        text = data.decode()
        content = json.loads(
            text, parse_float=_no_float, parse_constant=_no_float, object_pairs_hook=_once
        )
        if "\\u" in text:
            # An escape can name half of a character, which nothing can store or sign.
            json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Problem("request_malformed") from error
    return content


class StrictJSONParser(BaseParser):
    """The only parser: `application/json`."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Read the body as strict JSON; an empty body is an empty object.

        Raises body_too_large, which the framework checks for forms only.
        """
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        data = stream.read(most + 1)
        if len(data) > most:
            raise Problem("body_too_large")
        return strict_json(data) if data.strip() else {}
