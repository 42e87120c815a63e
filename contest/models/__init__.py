"""Tables of contest."""

from contest.models.consents import Consent, ConsentKind, ConsentText
from contest.models.editions import (
    Contest,
    Division,
    Edition,
    EditionState,
    Round,
    RoundState,
    Rulebook,
    Track,
)
from contest.models.entries import (
    EligibilityCheck,
    Entry,
    EntryFile,
    EntryState,
    EntryVersion,
    LandingIntent,
    MemberRole,
    Team,
    TeamMember,
)
from contest.models.grants import Capability, EntryGrant

__all__ = [
    "Capability",
    "Consent",
    "ConsentKind",
    "ConsentText",
    "Contest",
    "Division",
    "Edition",
    "EditionState",
    "EligibilityCheck",
    "Entry",
    "EntryFile",
    "EntryGrant",
    "EntryState",
    "EntryVersion",
    "LandingIntent",
    "MemberRole",
    "Round",
    "RoundState",
    "Rulebook",
    "Team",
    "TeamMember",
    "Track",
]
