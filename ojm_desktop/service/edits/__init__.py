"""Every edit by name: how the log's payloads become edits again."""

from __future__ import annotations

from typing import Any

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.edits.agreement import RefuseAgreement, ShowAgreement, SignAgreement
from ojm_desktop.service.edits.agreement_texts import DraftText, PublishText, RetireText
from ojm_desktop.service.edits.back_entry import CompareEntries, CorrectAnswer, EnterAgain, SettleDifference
from ojm_desktop.service.edits.base import Edit, Undo
from ojm_desktop.service.edits.basis import SetBasis
from ojm_desktop.service.edits.certificate import CertifyStudy
from ojm_desktop.service.edits.clock import ConfirmClock, NoteClock
from ojm_desktop.service.edits.contacts import RecordContact, RecordLeaving, RemoveContact
from ojm_desktop.service.edits.diary import (
    AddDiaryEntry,
    ChangeDiaryEntry,
    MissDiaryWeek,
    RemoveDiaryEntry,
    RestoreDiaryEntry,
)
from ojm_desktop.service.edits.disclosures import FollowDisclosure, RecordDisclosure
from ojm_desktop.service.edits.erasure import Erase, MendLedger
from ojm_desktop.service.edits.forms import (
    AssignForm,
    ImportForm,
    ReleaseLanguage,
    RemoveForm,
    RestoreForm,
    SetFormState,
    TakeInForms,
)
from ojm_desktop.service.edits.handing import HandOver, TakeBack
from ojm_desktop.service.edits.interview import (
    AddInstance,
    AnswerQuestion,
    CompareWithLast,
    DeclineQuestion,
    NoteQuestion,
    OverrideWarning,
    RemoveComment,
    RemoveInstance,
    RestoreAnswer,
    RestoreComment,
    RestoreInstances,
)
from ojm_desktop.service.edits.moments import (
    ChangePolarity,
    ConfirmHotSpot,
    DescribeHotSpot,
    DismissSuggestion,
    MarkHotSpot,
    MoveHotSpot,
    RemoveHotSpot,
    RestoreHotSpot,
    RestoreSuggestion,
)
from ojm_desktop.service.edits.openings import OpenStudy, RefuseName, ShowName
from ojm_desktop.service.edits.people import (
    AddParticipant,
    ChangeParticipant,
    RecordIdentity,
    RemoveParticipant,
    RestoreParticipant,
    SetAccommodation,
)
from ojm_desktop.service.edits.plan import (
    ChangeList,
    ChangePathways,
    ChangeScale,
    ChangeSuggestionStep,
    ChangeWaves,
    SetUpStudy,
)
from ojm_desktop.service.edits.ratings import ClearRating, RestoreRating, SetHeldOn, SetMissing, SetRating
from ojm_desktop.service.edits.recipients import AddRecipient, RemoveRecipient
from ojm_desktop.service.edits.records import (
    AddKey,
    ChangePassphrase,
    CopiedBackup,
    LetOut,
    LetOutApart,
    MendHead,
    PrintMark,
    RemoveKey,
    ReplaceRecovery,
    Restored,
    Salvaged,
    TryRecovery,
)
from ojm_desktop.service.edits.retention import EndRetention
from ojm_desktop.service.edits.turning_points import (
    ChangeTurningPoint,
    DescribeTurningPoint,
    PlaceTurningPoint,
    RemoveTurningPoint,
    RestoreTurningPoint,
)
from ojm_desktop.service.edits.visit_states import (
    CompleteVisit,
    LockVisit,
    PauseVisit,
    PutVisitState,
    ResumeVisit,
    StopVisit,
)
from ojm_desktop.service.edits.visits import (
    ChangeLayout,
    MissVisit,
    RemoveVisit,
    RescheduleVisit,
    RestoreVisit,
    SetVisitAside,
    StartVisit,
    SwitchLanguage,
)
from ojm_desktop.service.edits.vouchers import IssueVoucher, RemoveVoucher, SignForVoucher
from ojm_desktop.service.edits.withdrawal import Correct, Withdraw
from ojm_desktop.store.codec import from_plain, to_plain

__all__ = [
    "BY_NAME",
    "EDITS",
    "AddDiaryEntry",
    "AddInstance",
    "AddKey",
    "AddParticipant",
    "AddRecipient",
    "AnswerQuestion",
    "AssignForm",
    "CertifyStudy",
    "ChangeDiaryEntry",
    "ChangeLayout",
    "ChangeList",
    "ChangeParticipant",
    "ChangePassphrase",
    "ChangePathways",
    "ChangePolarity",
    "ChangeScale",
    "ChangeSuggestionStep",
    "ChangeTurningPoint",
    "ChangeWaves",
    "ClearRating",
    "CompareEntries",
    "CompareWithLast",
    "CompleteVisit",
    "ConfirmClock",
    "ConfirmHotSpot",
    "CopiedBackup",
    "Correct",
    "CorrectAnswer",
    "DeclineQuestion",
    "DescribeHotSpot",
    "DescribeTurningPoint",
    "DismissSuggestion",
    "DraftText",
    "Edit",
    "EndRetention",
    "EnterAgain",
    "Erase",
    "FollowDisclosure",
    "HandOver",
    "ImportForm",
    "IssueVoucher",
    "LetOut",
    "LetOutApart",
    "LockVisit",
    "MarkHotSpot",
    "MendHead",
    "MendLedger",
    "MissDiaryWeek",
    "MissVisit",
    "MoveHotSpot",
    "NoteClock",
    "NoteQuestion",
    "OpenStudy",
    "OverrideWarning",
    "PauseVisit",
    "PlaceTurningPoint",
    "PrintMark",
    "PublishText",
    "PutVisitState",
    "RecordContact",
    "RecordDisclosure",
    "RecordIdentity",
    "RecordLeaving",
    "RefuseAgreement",
    "RefuseName",
    "ReleaseLanguage",
    "RemoveComment",
    "RemoveContact",
    "RemoveDiaryEntry",
    "RemoveForm",
    "RemoveHotSpot",
    "RemoveInstance",
    "RemoveKey",
    "RemoveParticipant",
    "RemoveRecipient",
    "RemoveTurningPoint",
    "RemoveVisit",
    "RemoveVoucher",
    "ReplaceRecovery",
    "RescheduleVisit",
    "RestoreAnswer",
    "RestoreComment",
    "RestoreDiaryEntry",
    "RestoreForm",
    "RestoreHotSpot",
    "RestoreInstances",
    "RestoreParticipant",
    "RestoreRating",
    "RestoreSuggestion",
    "RestoreTurningPoint",
    "RestoreVisit",
    "Restored",
    "ResumeVisit",
    "RetireText",
    "Salvaged",
    "SetAccommodation",
    "SetBasis",
    "SetFormState",
    "SetHeldOn",
    "SetMissing",
    "SetRating",
    "SetUpStudy",
    "SetVisitAside",
    "SettleDifference",
    "ShowAgreement",
    "ShowName",
    "SignAgreement",
    "SignForVoucher",
    "StartVisit",
    "StopVisit",
    "SwitchLanguage",
    "TakeBack",
    "TakeInForms",
    "TryRecovery",
    "Undo",
    "Withdraw",
    "edit_from_plain",
    "edit_to_plain",
]

EDITS: tuple[type[Edit], ...] = tuple(
    each
    for each in map(globals().get, __all__)
    if isinstance(each, type) and issubclass(each, Edit) and each is not Edit
)
BY_NAME: dict[str, type[Edit]] = {edit.__name__: edit for edit in EDITS}


def edit_to_plain(edit: Edit) -> dict[str, Any]:
    """An edit as it stands in a payload."""
    return {"name": type(edit).__name__, "fields": to_plain(edit)}


def edit_from_plain(plain: dict[str, Any]) -> Edit:
    """The edit again; raises OjmError for one that this program does not know."""
    kind = BY_NAME.get(str(plain.get("name")))
    if kind is None:
        raise OjmError(
            "The log holds an edit that this version does not know. Nothing was changed; use a newer version."
        )
    return from_plain(plain["fields"], kind)
