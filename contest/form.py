"""The columns of an entry's form, as they stand in a submitted version's content."""

from typing import Final

FIELDS: Final = ("title", "summary", "landing_intent", "planned_investment_minor", "answers")
