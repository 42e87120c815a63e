"""Whoever leads a project, on its page."""

from tests.system.contract.bad_input.case import Case

_MATCH = {"If-Match": '"{project_rev}"'}


def _project(name: str, tail: str, says: str, body: object, who: str = "project_lead") -> Case:
    door = f"POST /api/v1/projects/{{project_id}}/{tail}"
    return Case(f"project: {name}", "published", who, door, says, body)


CASES = [
    Case("project: If-Match missing", "published", "project_lead",
         "PATCH /api/v1/projects/{project_id}", "428 if_match_missing", {"branch": "land"}),
    Case("project: If-Match stale", "published", "project_lead",
         "PATCH /api/v1/projects/{project_id}", "412 edit_stale", {"branch": "land"},
         {"If-Match": '"0"'}),
    Case("project: nothing to change", "published", "project_lead",
         "PATCH /api/v1/projects/{project_id}", "400 field_invalid", {}, _MATCH),
    Case("project: branch that is none", "published", "project_lead",
         "PATCH /api/v1/projects/{project_id}", "400 field_invalid", {"branch": "moon"}, _MATCH),
    Case("project: owner that is nobody", "published", "project_lead",
         "PATCH /api/v1/projects/{project_id}", "400 field_invalid", {"owner": "{entry_id}"},
         _MATCH),
    Case("project: unknown field", "published", "project_lead",
         "PATCH /api/v1/projects/{project_id}", "400 field_unknown", {"stage": "signed"}, _MATCH),
    _project("check that is none", "checks/fortune", "404 not_found", {"done": True}),
    _project("note of 301 characters", "checks/market", "400 field_invalid",
             {"done": True, "note": "x" * 301}),
    _project("move to nowhere", "moves", "409 stage_unknown_move", {"to": "moon"}),
    _project("move over the stages", "moves", "409 stage_unknown_move", {"to": "signed"}),
    _project("gate that is shut", "moves", "409 stage_gate_closed", {"to": "negotiation"}),
    _project("aside without a reason", "moves", "400 reason_missing", {"to": "lost"}),
    _project("thirteen proofs", "moves", "400 field_invalid",
             {"to": "screening", "proof": [{"kind": "a", "text": "b"}] * 13}),
    _project("proof in markup", "moves", "400 field_invalid",
             {"to": "screening", "proof": [{"kind": "<b>", "text": "b"}]}),
    _project("by who only reads", "moves", "403 not_allowed", {"to": "screening"},
             "review_secretary"),
    _project("by another host", "moves", "404 not_found", {"to": "screening"},
             "other.project_lead"),
    Case("project: filter that is none", "published", "project_lead",
         "GET /api/v1/projects?stage=moon", "400 field_invalid"),
]  # fmt: skip
