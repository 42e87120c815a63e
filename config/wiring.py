"""Fills the ports: the only place that knows which package does whose work.

Each port names its callables in the order they run, checked at start-up.
"""

PORTS: dict[str, list[str]] = {
    "core.periodic": ["core.jobs.house.periodic"],
    "core.invariants": [
        "core.invariants.invariants",
        "contest.invariants.invariants",
        "judging.invariants.invariants",
        "pipeline.invariants.invariants",
    ],
    "core.office_given": ["contest.services.competitors.office_require_free"],
    "core.people_left": ["pipeline.services.handover.projects_hand_over"],
    "core.host_logs": ["contest.selectors.editions.edition_logs"],
    "contest.entry_accepted": [
        "judging.services.grants.grants_after_acceptance",
        "pipeline.services.prospects.prospect_open",
    ],
    "contest.team_member_added": ["judging.services.panels.competitor_require_unseated"],
    "contest.entry_withdrawn": ["pipeline.services.prospects.prospect_close"],
    "contest.consent_changed": ["pipeline.services.prospects.prospect_follow_consent"],
    "judging.announced_rule": ["api.pages.rules.announced.announced_rule"],
    "judging.published_proposed": ["pipeline.services.opening.projects_open_step"],
    "judging.published_final": [
        "judging.steps.awards_make",
        "judging.steps.certificates_issue",
        "pipeline.services.opening.projects_confirm_step",
    ],
}
