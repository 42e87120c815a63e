"""Keyset pages of 50: `{next, previous, results}`, oldest first."""

import re

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

_KEY = re.compile(r"[0-9]{1,18}")


class Pages(CursorPagination):
    """`?cursor=` is opaque; order by primary key so that a page never shifts."""

    page_size = 50
    ordering = "pk"
    cursor_query_param = "cursor"

    def decode_cursor(self, request: Request) -> Cursor | None:
        """The cursor that was sent; one that we never made leads nowhere. Raises NotFound."""
        cursor = super().decode_cursor(request)
        position = None if cursor is None else cursor.position
        if position is not None and not _KEY.fullmatch(str(position)):
            raise NotFound
        return cursor
