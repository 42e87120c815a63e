"""Keyset pages of 50: `{next, previous, results}`, oldest first."""

from rest_framework.pagination import CursorPagination


class Pages(CursorPagination):
    """`?cursor=` is opaque; order by primary key so that a page never shifts."""

    page_size = 50
    ordering = "pk"
    cursor_query_param = "cursor"
