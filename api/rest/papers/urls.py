"""Where the papers of a round are."""

from django.urls import path

from api.rest.papers.views import Again, Ink, Page, Papers, Undo

_ROUND = "rounds/<uuid:round_id>/papers"

urlpatterns = [
    path(_ROUND, Papers.as_view(), name="round-papers"),
    path(f"{_ROUND}/ink", Ink.as_view(), name="papers-ink"),
    path(f"{_ROUND}/pages/<str:page_code>", Page.as_view(), name="papers-page"),
    path(f"{_ROUND}/<uuid:print_id>/again", Again.as_view(), name="paper-again"),
    path(f"{_ROUND}/filings/<uuid:filing_id>/undo", Undo.as_view(), name="paper-filing-undo"),
]
