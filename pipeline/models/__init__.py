"""Tables of pipeline."""

from pipeline.models.projects import Project, Prospect, ScreeningCheck, StageEvent

__all__ = ["Project", "Prospect", "ScreeningCheck", "StageEvent"]
