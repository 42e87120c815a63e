"""Papers: printed, made again, recognized by their code, taken back, asked for."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, makes, once
from api.rest.papers.serializers import (
    InkAsked,
    PageBody,
    PapersBody,
    PrintAsked,
    UndoAsked,
    expected_body,
    ink_body,
    print_body,
)
from api.rounds import RoundView
from api.serializers import Nothing
from contest.models import Round
from core.errors import Problem
from judging.models import PaperKind
from judging.paper_policy import (
    ink_decide,
    ink_office,
    paper_file,
    paper_print_ask,
    papers_read,
    papers_values,
    print_file_read,
)
from judging.selectors.papers import (
    expected_pages,
    filing_body,
    filing_by_id,
    ink_rule,
    page_body,
    print_of,
    round_filings,
    round_prints,
    values_blocked,
)
from judging.services.ink import ink_set
from judging.services.paper_filings import paper_fileable, paper_filing_undo, paper_recognize
from judging.services.papers import paper_again, paper_print


class _PapersView(RoundView):
    def shown(self, made: UUID) -> Response:
        """The register after the command, whatever it was about."""
        return self.body(self.round(self.kwargs["round_id"]))

    def body(self, found: Round) -> Response:
        """The register. Raises not_found."""
        papers_read(viewer=self.viewer, round=found).enforce()
        expected = expected_pages(found)
        return Response(
            {
                "state": found.state,
                "blocked": values_blocked(found),
                "ink": ink_body(ink_rule(found)),
                "may": self._may(found),
                "counts": {
                    "expected": len(expected),
                    "printed": sum(bool(page.printed) for page in expected),
                    "returned": sum(page.filing is not None for page in expected),
                },
                "expected": [expected_body(page) for page in expected],
                "prints": [
                    print_body(each, opens=bool(print_file_read(viewer=self.viewer, paper=each)))
                    for each in round_prints(found)
                ],
                "filings": [filing_body(each) for each in round_filings(found)],
            }
        )

    def _may(self, found: Round) -> dict[str, bool]:
        asks = partial(paper_print_ask, viewer=self.viewer, round=found)
        return {
            "cards": bool(asks(kind=PaperKind.CARDS)),
            "values": bool(asks(kind=PaperKind.SHEETS)),
            "file": bool(paper_file(viewer=self.viewer, round=found)),
            "scans": bool(papers_values(viewer=self.viewer, round=found)),
            "ink": bool(ink_office(viewer=self.viewer, round=found)),
        }


class Papers(_PapersView):
    """The papers of a round."""

    @extend_schema(operation_id="round_papers", responses=PapersBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """What was printed, what has to be signed, what came back."""
        return self.body(self.round(round_id))

    @extend_schema(
        operation_id="round_papers_print", request=PrintAsked, responses={201: PapersBody}
    )
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Print; a worker makes the file."""
        found = self.round(round_id)
        papers_read(viewer=self.viewer, round=found).enforce()
        sent = self.read(PrintAsked)
        paper_print_ask(viewer=self.viewer, round=found, kind=sent["kind"]).enforce()
        return makes(partial(paper_print, round=found, actor=self.actor, at=self.at, **sent))


class Again(_PapersView):
    """A run that failed."""

    @extend_schema(operation_id="paper_again", request=Nothing, responses=PapersBody)
    @once()
    def post(self, request: Request, round_id: UUID, print_id: UUID) -> Command:
        """Have its file made again, of what was fixed then."""
        found = self.round(round_id)
        papers_read(viewer=self.viewer, round=found).enforce()
        self.read(Nothing)
        paper = print_of(found, uid=print_id)
        if paper is None:
            raise Problem("not_found")
        paper_print_ask(viewer=self.viewer, round=found, kind=paper.kind).enforce()
        command = partial(paper_again, paper=paper, actor=self.actor, at=self.at)
        return changes(paper.uid, command)


class Page(_PapersView):
    """A page by what stands on it: its code, or what its QR says."""

    @extend_schema(operation_id="papers_page", responses=PageBody)
    def get(self, request: Request, round_id: UUID, page_code: str) -> Response:
        """The page whose QR or code was read, if it can be filed now; else why not."""
        found = self.round(round_id)
        paper_file(viewer=self.viewer, round=found).enforce()
        page = paper_recognize(round_id=found.pk, read=page_code)
        body = page_body(page)
        try:
            paper_fileable(page=page)
        except Problem as problem:
            raise _beside(problem, body) from problem
        return Response(body)


def _beside(problem: Problem, page: dict[str, Any]) -> Problem:
    return Problem(problem.code, params=problem.params, extra={"page": page})


class Undo(_PapersView):
    """A filing that was wrong."""

    @extend_schema(operation_id="paper_filing_undo", request=UndoAsked, responses=PapersBody)
    @once()
    def post(self, request: Request, round_id: UUID, filing_id: UUID) -> Command:
        """Take it back with a reason; the scan stays."""
        found = self.round(round_id)
        paper_file(viewer=self.viewer, round=found).enforce()
        sent = self.read(UndoAsked)
        filing = filing_by_id(filing_id)
        if filing is None or filing.page.print.round_id != found.pk:
            raise Problem("not_found")
        command = partial(paper_filing_undo, filing=filing, actor=self.actor, at=self.at, **sent)
        return changes(filing.uid, command)


class Ink(_PapersView):
    """Whether the result waits for ink."""

    @extend_schema(operation_id="papers_ink", request=InkAsked, responses=PapersBody)
    @once()
    def post(self, request: Request, round_id: UUID) -> Command:
        """Decide on it."""
        found = self.round(round_id)
        ink_decide(viewer=self.viewer, round=found, at=self.at).enforce()
        sent = self.read(InkAsked)
        told = {"required": sent["waits"], "reason": sent["reason"]}
        return makes(partial(ink_set, round=found, actor=self.actor, at=self.at, **told))
