"""What a browser that typed a table code stands at: shared by the API and the basic card."""

import unicodedata
from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import HttpRequest

from core.errors import Problem
from core.models import CodeRequest
from core.selectors.codes import request_of, request_state
from judging.models import PanelSeat
from judging.selectors.seat_links import seat_of_link

# Which request this browser made; nobody else's browser can go on with it.
CODE_SESSION_KEY: Final = "code_request"
_WHO_MAY_KNOW: Final = {"ready"}


def own_request(http: HttpRequest) -> CodeRequest | None:
    """The request that this browser made, if any."""
    named = http.session.get(CODE_SESSION_KEY)
    return None if named is None else request_of(uid=UUID(named))


def request_seat(request: CodeRequest, *, at: datetime) -> PanelSeat | None:
    """Whose seat it is, once this browser may take it: a guesser learns no name."""
    if request_state(request, at=at) not in _WHO_MAY_KNOW:
        return None
    return seat_of_link(seat_id=request.code.subject_id)


def digits_of(text: str) -> str:
    """Six digits as people type them: full-width, in groups. Raises field_invalid."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKC", text) if char not in " -\u2013\u00b7"
    )
    if len(plain) != 6 or not (plain.isascii() and plain.isdigit()):
        raise Problem("field_invalid", fields={"code": ["invalid"]})
    return plain
