"""Tables of judging."""

from judging.models.devices import SeatDevice
from judging.models.moves import RoomMove
from judging.models.panels import (
    ConflictStatement,
    Expert,
    JudgeKind,
    Nda,
    Panel,
    PanelSeat,
    Recusal,
    RecusalSource,
)
from judging.models.programs import LAST_STEP, Scene, opening_program
from judging.models.results import (
    Award,
    Certificate,
    Publication,
    PublicationKind,
    PublicationState,
    PublicationTodo,
    ResultRow,
    ResultSet,
    ResultState,
)
from judging.models.rooms import Draw, Room, Slot, SlotState
from judging.models.scores import Outcome, ScoreCell, ScoreOperation, ScoreSheet, SheetState

__all__ = [
    "LAST_STEP",
    "Award",
    "Certificate",
    "ConflictStatement",
    "Draw",
    "Expert",
    "JudgeKind",
    "Nda",
    "Outcome",
    "Panel",
    "PanelSeat",
    "Publication",
    "PublicationKind",
    "PublicationState",
    "PublicationTodo",
    "Recusal",
    "RecusalSource",
    "ResultRow",
    "ResultSet",
    "ResultState",
    "Room",
    "RoomMove",
    "Scene",
    "ScoreCell",
    "ScoreOperation",
    "ScoreSheet",
    "SeatDevice",
    "SheetState",
    "Slot",
    "SlotState",
    "opening_program",
]
