"""Tables of core."""

from core.models.access import (
    Device,
    DeviceKind,
    Host,
    Invitation,
    InvitationKind,
    Membership,
    Role,
)
from core.models.audit import AuditEvent, AuditPlace
from core.models.codes import (
    CodeRequest,
    CodeRequestReason,
    CodeRequestState,
    CodeSpace,
    TableCode,
)
from core.models.departures import Departure, DeparturePerson
from core.models.files import StoredFile, Upload, UploadPart, UploadState
from core.models.idempotency import IdempotencyRecord
from core.models.jobs import JobRun, JobState
from core.models.log import LogCheckpoint, LogLeaf, LogOpening, LogTree
from core.models.notices import Notice, NoticeState
from core.models.offers import MembershipOffer
from core.models.pairings import Pairing
from core.models.people import Account, Organization, Person
from core.models.sign_ins import SignIn

__all__ = [
    "Account",
    "AuditEvent",
    "AuditPlace",
    "CodeRequest",
    "CodeRequestReason",
    "CodeRequestState",
    "CodeSpace",
    "Departure",
    "DeparturePerson",
    "Device",
    "DeviceKind",
    "Host",
    "IdempotencyRecord",
    "Invitation",
    "InvitationKind",
    "JobRun",
    "JobState",
    "LogCheckpoint",
    "LogLeaf",
    "LogOpening",
    "LogTree",
    "Membership",
    "MembershipOffer",
    "Notice",
    "NoticeState",
    "Organization",
    "Pairing",
    "Person",
    "Role",
    "SignIn",
    "StoredFile",
    "TableCode",
    "Upload",
    "UploadPart",
    "UploadState",
]
