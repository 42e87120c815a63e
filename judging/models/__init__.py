"""Tables of judging."""

from judging.models.ceremonies import Ceremony
from judging.models.deliberations import (
    MOST_CLAUSE,
    MOST_MOTION,
    Deliberation,
    DeliberationMode,
    DeliberationState,
    Motion,
    MotionKind,
    MotionOutcome,
    MotionState,
    Vote,
    VoteChoice,
)
from judging.models.devices import SeatDevice
from judging.models.fairness import FairnessReport, ReportSight, ReportState
from judging.models.moves import RoomMove
from judging.models.notes import MOST_NOTE, JudgeNote
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
from judging.models.presence import SeatPresence
from judging.models.programs import LAST_STEP, Scene, opening_program
from judging.models.requests import (
    CallCode,
    CorrectionOffice,
    CorrectionReason,
    CorrectionRequest,
    CorrectionState,
    CorrectionVoice,
    StaffCall,
)
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
from judging.models.rooms import (
    SEALED_SLOTS,
    SHOWN_SLOTS,
    Draw,
    Lights,
    Room,
    Slot,
    SlotState,
)
from judging.models.rulebook_changes import MOST_REASON, RulebookChange, RulebookChangeState
from judging.models.scores import Outcome, ScoreCell, ScoreOperation, ScoreSheet, SheetState
from judging.models.screens import RoomScreen
from judging.models.what_ifs import WhatIfOpening, WhatIfState

__all__ = [
    "LAST_STEP",
    "MOST_CLAUSE",
    "MOST_MOTION",
    "MOST_NOTE",
    "MOST_REASON",
    "SEALED_SLOTS",
    "SHOWN_SLOTS",
    "Award",
    "CallCode",
    "Ceremony",
    "Certificate",
    "ConflictStatement",
    "CorrectionOffice",
    "CorrectionReason",
    "CorrectionRequest",
    "CorrectionState",
    "CorrectionVoice",
    "Deliberation",
    "DeliberationMode",
    "DeliberationState",
    "Draw",
    "Expert",
    "FairnessReport",
    "JudgeKind",
    "JudgeNote",
    "Lights",
    "Motion",
    "MotionKind",
    "MotionOutcome",
    "MotionState",
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
    "ReportSight",
    "ReportState",
    "ResultRow",
    "ResultSet",
    "ResultState",
    "Room",
    "RoomMove",
    "RoomScreen",
    "RulebookChange",
    "RulebookChangeState",
    "Scene",
    "ScoreCell",
    "ScoreOperation",
    "ScoreSheet",
    "SeatDevice",
    "SeatPresence",
    "SheetState",
    "Slot",
    "SlotState",
    "StaffCall",
    "Vote",
    "VoteChoice",
    "WhatIfOpening",
    "WhatIfState",
    "opening_program",
]
