"""The public page of an edition's draws, and the record that anybody can check."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from api.pages.page import page
from api.pages.views.editions import public_edition
from judging.models import Draw
from judging.selectors.public_draws import edition_draws, public_draw, public_record
from judging.services.draw import draw_seed


@require_safe
def draws(request: HttpRequest, slug: str) -> HttpResponse:
    """Each round's draw as far as it has come, or the sentence that nothing was drawn yet."""
    edition = public_edition(slug)
    shown = [{**public_draw(draw), "seed": draw_seed(draw=draw)} for draw in edition_draws(edition)]
    return page(request, "draws", {"edition": edition, "draws": shown})


@require_safe
def record(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The record of a revealed draw, to save. Raises Http404 before it is revealed."""
    draw = _revealed(slug, code)
    text = json.dumps(public_record(draw, seed=draw_seed(draw=draw)), ensure_ascii=False, indent=1)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="draw-{draw.round.code}.json"'
    answer["Cache-Control"] = "no-store"
    return answer


def _revealed(slug: str, code: str) -> Draw:
    found = (each for each in edition_draws(public_edition(slug)) if each.round.code == code)
    draw = next(found, None)
    if draw is None or draw.revealed_at is None:
        raise Http404
    return draw
