"""Fills the ports: the only place that knows which package does whose work.

Each port names its callables in the order they run, checked at start-up.
"""

PORTS: dict[str, list[str]] = {
    "contest.entry_accepted": [],
    "contest.consent_changed": [],
    "judging.published_proposed": [],
    "judging.published_final": [],
}
