"""What a PostgreSQL connection may take: nothing that people wait for waits without an end."""

from typing import Any, Final

# Milliseconds. A command takes milliseconds and publication 200; what is longer is a fault.
SERVING: Final = {
    "statement_timeout": 30_000,
    "lock_timeout": 10_000,
    "idle_in_transaction_session_timeout": 60_000,
}
# Jobs, migrations and manage.py: slow statements are their work, a forgotten transaction is not.
WORKING: Final = {"idle_in_transaction_session_timeout": 600_000}


def limited(facts: dict[str, Any], *, serving: bool) -> dict[str, Any]:
    """The database's facts with its connections' limits and how they are kept."""
    limits = SERVING if serving else WORKING
    given = facts.get("OPTIONS", {})
    words = [given["options"]] if given.get("options") else []
    words += [f"-c {name}={value}" for name, value in limits.items()]
    return {
        **facts,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"connect_timeout": 5, **given, "options": " ".join(words)},
    }
