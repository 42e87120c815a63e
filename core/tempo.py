"""Every wait of the product in one place, so that tests can play it faster."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Tempo:
    """Waits in seconds."""

    heartbeat_s: float = 5.0
    offline_s: float = 15.0
    undo_s: float = 10.0
    closing_s: float = 10.0
    autosave_s: float = 5.0
    todo_offline_s: float = 30.0
    page_presence_s: float = 300.0
    idle_s: float = 120.0
    version_poll_s: float = 1.0
    operator_frame_s: float = 0.1
    spectator_frame_s: float = 0.25
    spectator_beat_s: float = 10.0
    job_poll_s: float = 0.25
    job_lease_s: float = 10.0

    def scaled(self, factor: float) -> "Tempo":
        """Every wait multiplied by `factor`."""
        return Tempo(**{f.name: getattr(self, f.name) * factor for f in fields(self)})


TEMPO = Tempo()
