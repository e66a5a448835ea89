"""An edit a kind, made at random: every one there is but those that only taking back makes."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from ojm_desktop.domain.agreement import Severity, Style
from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.domain.clock_notes import Told
from ojm_desktop.domain.hot_spot import Certainty, Direction, Note, Polarity, SuggestionKey
from ojm_desktop.domain.participant import Identity, Status
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.domain.recipient import Recipient
from ojm_desktop.domain.retention import Which
from ojm_desktop.domain.scale import Scale
from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.exchange import age
from ojm_desktop.service import edits
from ojm_desktop.service.agreement_texts import newest_version
from ojm_desktop.service.edits import Edit
from ojm_desktop.service.edits.plan import PlanList
from ojm_desktop.service.edits.withdrawal import as_text
from ojm_desktop.service.session import Session
from ojm_desktop.vault import certificate
from tests import studies
from tests.service.moves_asked import VISITS
from tests.service.moves_sealed import SEALED
from tests.service.picking import BEGAN, PATHWAYS, Move, Pick, key, person, span

CERTIFICATE = certificate.make("a" * 32)
RECIPIENT = age.new_key().public


def spot(session: Session, pick: Pick) -> dict[str, Any]:
    who = person(session, pick)
    found = session.study.store.hot_spots.of(who)
    return {"participant": who, "hot_spot": found[pick.second % len(found)].id if found else "0" * 32}


def point(session: Session, pick: Pick) -> dict[str, Any]:
    who = person(session, pick)
    found = session.study.store.turning_points.of(who)
    return {"participant": who, "turning_point": found[pick.second % len(found)].id if found else "0" * 32}


def turned(pick: Pick) -> dict[str, Any]:
    return {"direction": pick.of(*Direction), "certainty": pick.of(*Certainty), "words": pick.words()}


def changed(session: Session, pick: Pick) -> Edit:
    known = session.study.store.people.get(person(session, pick))
    return edits.ChangeParticipant(
        participant=person(session, pick),
        order_start=known.order_start if known else BEGAN,
        age=18 + pick.second % 60,
        gender=pick.words()[:20],
        ethnicity="",
        order_types=session.plan.order_types[: pick.third % 3],
        status=list(Status)[pick.third % len(Status)],
    )


def drafted(session: Session, pick: Pick) -> Edit:
    """The next version's words, or its draft thrown away."""
    text = dataclasses.replace(CURRENT, version=next_version(session), title=pick.words()[:80] or "Again")
    return edits.DraftText(**text_key(session), text=text if pick.third % 3 else None)


def text_key(session: Session) -> dict[str, Any]:
    return {"version": next_version(session), "language": "English", "style": Style.FULL}


def next_version(session: Session) -> int:
    return newest_version(session.study) + 1


def waves(session: Session, pick: Pick) -> Edit:
    cohort = session.plan.cohort(("1", "2")[pick.first % 2])
    named = tuple(
        dataclasses.replace(wave, name=f"{wave.name}."[-20:]) if number == pick.third % len(cohort.waves) else wave
        for number, wave in enumerate(cohort.waves)
    )
    return edits.ChangeWaves(cohort=cohort.key, waves=named, diary_weeks=cohort.diary_weeks)


def pathways(session: Session, pick: Pick) -> Edit:
    named = [dataclasses.replace(one, asks=pick.words()[:50] or one.asks) for one in session.plan.pathways]
    return edits.ChangePathways(pathways=tuple(named[: 4 + pick.second % 5]))


def corrected(session: Session, pick: Pick) -> edits.Correct:
    """Another value where one stands."""
    who = person(session, pick)
    rated = session.study.store.ratings.of(who)
    key_ = rated[pick.second % len(rated)].key if rated else RatingKey(who, "housing", "4")
    meant = edits.SetRating(key=key_, value=pick.third % 5, held_on=pick.day())
    return edits.Correct(participant=who, reason="typed wrongly", edit=as_text(meant))


MOVES: dict[str, Move] = (
    VISITS
    | SEALED
    | {
        "SetUpStudy": lambda s, p: edits.SetUpStudy(plan=s.plan),
        "ChangeScale": lambda s, p: edits.ChangeScale(scale=Scale(minimum=-3 - p.third % 3, maximum=5)),
        "ChangePathways": pathways,
        "ChangeWaves": waves,
        "SetBasis": lambda s, p: edits.SetBasis(
            basis=dataclasses.replace(studies.BASIS, retention_months=1 + p.third % 60)
        ),
        "ChangeList": lambda s, p: edits.ChangeList(
            which=list(PlanList)[p.second % 3],
            entries=("Council accommodation", "Housing association", f"New {p.third}"),
        ),
        "ChangeSuggestionStep": lambda s, p: edits.ChangeSuggestionStep(step=1 + p.third % 5),
        "AddParticipant": lambda s, p: edits.AddParticipant(
            cohort=("1", "2")[p.first % 2], order_start=BEGAN, age=34, accommodation=("", "Sofa")[p.second % 2]
        ),
        "RemoveParticipant": lambda s, p: edits.RemoveParticipant(participant=person(s, p)),
        "ChangeParticipant": changed,
        "SetAccommodation": lambda s, p: edits.SetAccommodation(
            participant=person(s, p), wave=("start", "4", "8")[p.second % 3], type=(None, "Sofa", "Hostel")[p.third % 3]
        ),
        "RecordIdentity": lambda s, p: edits.RecordIdentity(
            participant=person(s, p), identity=Identity("Somebody", p.words()) if p.third % 4 else None
        ),
        "ShowAgreement": lambda s, p: edits.ShowAgreement(
            participant=person(s, p), text_version=1, text_sha256="0" * 64, shown_sha256="1" * 64
        ),
        "CertifyStudy": lambda s, p: edits.CertifyStudy(certificate=CERTIFICATE),
        "RefuseAgreement": lambda s, p: edits.RefuseAgreement(
            participant=person(s, p), text_version=1, words=p.words()
        ),
        "Withdraw": lambda s, p: edits.Withdraw(
            participant=person(s, p), level=list(Level)[p.second % 3], said_on=s.today(), told_to="K.", words=p.words()
        ),
        "Correct": corrected,
        "Erase": lambda s, p: edits.Erase(participant=person(s, p), on=s.today(), basis="asked", who="K."),
        "EndRetention": lambda s, p: edits.EndRetention(
            which=Which.SIGNED, kept_until=date(2020, 1, 1), people=1 + p.third % 4, who="K."
        ),
        "MendLedger": lambda s, p: edits.MendLedger(files=("a.ojm/erased.json",)),
        "SetRating": lambda s, p: edits.SetRating(key=key(s, p), value=p.first % 11 - 5, held_on=p.day()),
        "SetHeldOn": lambda s, p: edits.SetHeldOn(key=key(s, p), held_on=p.day()),
        "SetMissing": lambda s, p: edits.SetMissing(
            key=key(s, p), missing=list(Missing)[p.first % len(Missing)], reason=p.words()[:80]
        ),
        "ClearRating": lambda s, p: edits.ClearRating(key=key(s, p)),
        "MarkHotSpot": lambda s, p: edits.MarkHotSpot(
            participant=person(s, p), pathway=PATHWAYS[p.third % 3], polarity=Polarity.MIXED, **span(p)
        ),
        "RemoveHotSpot": lambda s, p: edits.RemoveHotSpot(**spot(s, p)),
        "MoveHotSpot": lambda s, p: edits.MoveHotSpot(**spot(s, p), **span(p)),
        "ChangePolarity": lambda s, p: edits.ChangePolarity(**spot(s, p), polarity=list(Polarity)[p.third % 3]),
        "DescribeHotSpot": lambda s, p: edits.DescribeHotSpot(**spot(s, p), note=Note(p.words(), "a list", p.words())),
        "ConfirmHotSpot": lambda s, p: edits.ConfirmHotSpot(**spot(s, p), is_confirmed=bool(p.third % 2)),
        "DismissSuggestion": lambda s, p: edits.DismissSuggestion(key=SuggestionKey(**vars(key(s, p)))),
        "PlaceTurningPoint": lambda s, p: edits.PlaceTurningPoint(
            participant=person(s, p),
            pathway=PATHWAYS[p.third % 3],
            **span(p),
            **turned(p),
        ),
        "RemoveTurningPoint": lambda s, p: edits.RemoveTurningPoint(**point(s, p)),
        "ChangeTurningPoint": lambda s, p: edits.ChangeTurningPoint(
            **point(s, p),
            **span(p),
            **turned(p),
        ),
        "DescribeTurningPoint": lambda s, p: edits.DescribeTurningPoint(**point(s, p), note=Note(p.words(), "", "")),
        "AddRecipient": lambda s, p: edits.AddRecipient(recipient=Recipient(f"Office {p.second % 3}", RECIPIENT)),
        "RemoveRecipient": lambda s, p: edits.RemoveRecipient(name=f"office {p.second % 3}"),
        "LetOut": lambda s, p: edits.LetOut(
            kind="individual maps", reason="a look", where="maps", files=(("a", "0" * 64),)
        ),
        "MendHead": lambda s, p: edits.MendHead(from_sequence=1, to_sequence=2),
        "Salvaged": lambda s, p: edits.Salvaged(events=1, emptied=(), lost=(), codes=(("1", 5 + p.third % 9),)),
        "CopiedBackup": lambda s, p: edits.CopiedBackup(set_name="a", sequence=1, where="stick"),
        "Restored": lambda s, p: edits.Restored(set_name="a", sequence=1, lost=(), codes=(("1", 5 + p.third % 9),)),
        "ChangePassphrase": lambda s, p: edits.ChangePassphrase(slot="a", opened_by="b"),
        "AddKey": lambda s, p: edits.AddKey(slot="a", kind="passphrase", role="analyst", label="Analyst"),
        "RemoveKey": lambda s, p: edits.RemoveKey(slot="a", label="Analyst"),
        "ReplaceRecovery": lambda s, p: edits.ReplaceRecovery(slot="a"),
        "NoteClock": lambda s, p: edits.NoteClock(
            told=Told.BACK, before="2026-05-14T13:02:11.000Z", after="2026-05-14T12:02:11.000Z"
        ),
        "ConfirmClock": lambda s, p: edits.ConfirmClock(after="2026-05-14T13:02:11.000Z"),
        "OpenStudy": lambda s, p: edits.OpenStudy(wrong_tries=p.third % 3),
        "RefuseName": lambda s, p: edits.RefuseName(),
        "ShowName": lambda s, p: edits.ShowName(participant=person(s, p)),
        "DraftText": drafted,
        "PublishText": lambda s, p: edits.PublishText(**text_key(s), severity=list(Severity)[p.third % 2]),
        "RetireText": lambda s, p: edits.RetireText(**text_key(s) | {"version": 3, "style": Style.EASY}),
        "TryRecovery": lambda s, p: edits.TryRecovery(opens=bool(p.third % 2)),
    }
)
BY_HAND = {"SignAgreement"}
BY_UNDO = {"RestoreParticipant", "RestoreHotSpot", "RestoreSuggestion", "RestoreRating", "RestoreTurningPoint"} | {
    "RestoreForm",
    "RestoreVisit",
    "PutVisitState",
    "RestoreAnswer",
    "RestoreComment",
    "RestoreInstances",
    "RestoreDiaryEntry",
}
"""Edits that only taking back makes."""
