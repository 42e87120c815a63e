"""The published lists of an edition: proposed first, final after publicity."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from api.pages.page import page
from api.pages.views.editions import public_edition
from core import clock
from judging.selectors.fairness import published_reports
from judging.selectors.results import public_results

_PODIUM: Final = 3


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Each round's latest list, or the sentence that there is none yet."""
    edition = public_edition(slug)
    at = clock.now()
    reports = published_reports(edition)
    lists = [
        {**_list(published, at), "report": reports.get(published["round"]["code"])}
        for published in public_results(edition)
    ]
    return page(request, "results", {"edition": edition, "lists": lists})


def _list(published: dict[str, Any], at: Any) -> dict[str, Any]:
    names = {award["level"]: award["name"] for award in published["awards"]}
    rows = [{**row, "award_name": names.get(row["award"])} for row in published["rows"]]
    for row in rows:
        row["outcome_text"] = gettext(f"page.outcome.{row['outcome']}")
    until = published["publicity_until"]
    return {
        **published,
        "rows": rows,
        "podium": [row for row in rows if row["rank"] is not None and row["rank"] <= _PODIUM],
        "provisional": published["kind"] == "proposed",
        "in_publicity": published["kind"] == "proposed" and until is not None and at <= until,
    }
