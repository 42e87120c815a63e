"""JSON in: objects only, and no number with a fraction or exponent anywhere."""

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.parsers import BaseParser

from core.errors import Problem


def _no_float(text: str) -> None:
    raise Problem("number_not_text")


def strict_json(data: bytes) -> Any:
    """Parse request bytes. Raises request_malformed or number_not_text."""
    try:
        return json.loads(data, parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError) as error:
        raise Problem("request_malformed") from error


class StrictJSONParser(BaseParser):
    """The only parser: `application/json`."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Read the body as strict JSON; an empty body is an empty object."""
        data = stream.read()
        return strict_json(data) if data.strip() else {}
