"""From the words to the filed paper: what was shown is what is kept (S2, S5), and a refusal is a refusal (S6)."""

from __future__ import annotations

import dataclasses
import hashlib
import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from ojm_desktop.domain.agreement import ConsentState
from ojm_desktop.domain.agreement_text import for_study
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.service import agreements
from ojm_desktop.service.edits import LetOut, RefuseAgreement, ShowAgreement
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset
from ojm_desktop.vault.words import to_words
from tests import studies


@pytest.fixture
def signed() -> tuple[Session, str, agreements.Shown]:
    """A session with one agreement signed through the pages' own path."""
    session = studies.in_memory()
    participant = studies.add_person(session)
    prepared = agreements.prepare(session, participant, studies.ALL_USES, read_aloud=True, typeset=Typeset())
    shown = agreements.show(session, prepared)
    agreements.sign(session, shown, studies.signature(1), studies.signature(2))
    return session, participant, shown


def test_that_s5_the_paper_that_is_kept_begins_with_the_bytes_that_were_shown_and_never_changes(
    signed: tuple[Session, str, agreements.Shown],
) -> None:
    session, participant, shown = signed
    kept = agreements.kept_pdf(session, participant)
    assert kept is not None
    assert kept[: len(shown.prepared.shown_pdf)] == shown.prepared.shown_pdf
    assert len(kept) > len(shown.prepared.shown_pdf)
    assert agreements.kept_pdf(session, participant) == kept
    agreement = agreements.filed(session, participant)
    assert agreement is not None
    assert hashlib.sha256(kept).hexdigest() == agreement.signed_sha256


def test_that_s5_a_copy_is_the_filed_paper_byte_for_byte_and_logged_with_its_hash(
    signed: tuple[Session, str, agreements.Shown], tmp_path: Path
) -> None:
    session, participant, _ = signed
    agreement = agreements.filed(session, participant)
    assert agreement is not None
    agreements.copy_out(session, participant, tmp_path / "copy.pdf", "for the participant")
    assert (tmp_path / "copy.pdf").read_bytes() == agreement.signed_pdf
    newest = session.study.store.log.event(session.sequence)
    assert newest is not None
    opened = read(session.study, newest)
    assert opened is not None
    assert isinstance(opened.entry.edit, LetOut)
    assert opened.entry.edit.files == (("copy.pdf", agreement.signed_sha256),)


def test_that_s5_a_filed_paper_that_was_changed_is_not_handed_out(
    signed: tuple[Session, str, agreements.Shown],
) -> None:
    """By somebody who holds every key of the study, and puts another paper in the sealed row."""
    session, participant, _ = signed
    consent = session.study.store.consents.newest(participant)
    assert consent is not None
    payload = session.study.store.log.payload(consent.event)
    assert payload is not None
    assert payload.sealed is not None
    whole = session.study.sealed_side.get(payload.sealed)
    assert whole is not None
    session.study.sealed_side.put(payload.sealed, whole.replace('read_aloud\\":true', 'read_aloud\\":false'))
    assert session.study.sealed_side.get(payload.sealed) != whole
    with pytest.raises(OjmError, match="changed from outside"):
        agreements.kept_pdf(session, participant)


def test_that_c7_a_copy_of_a_real_studys_paper_needs_a_reason(
    signed: tuple[Session, str, agreements.Shown], tmp_path: Path
) -> None:
    session, participant, _ = signed
    with pytest.raises(Refused, match="needs a reason"):
        agreements.copy_out(session, participant, tmp_path / "copy.pdf", "  ")
    assert list(tmp_path.iterdir()) == []


def test_that_s2_a_paper_that_was_never_shown_cannot_be_filed() -> None:
    session = studies.in_memory()
    participant = studies.add_person(session)
    prepared = agreements.prepare(session, participant, studies.ALL_USES, read_aloud=True, typeset=Typeset())
    never = agreements.Shown(prepared, to_words(session.head_hash))
    with pytest.raises(Refused, match="was not shown"):
        agreements.sign(session, never, studies.signature(1), studies.signature(2))
    assert session.study.store.consents.newest(participant) is None
    agreements.show(session, prepared)
    other = agreements.prepare(
        session, participant, dataclasses.replace(studies.ALL_USES, diary=False), read_aloud=True, typeset=Typeset()
    )
    with pytest.raises(Refused, match="was not shown"):
        agreements.sign(
            session, agreements.Shown(other, never.record_words), studies.signature(1), studies.signature(2)
        )


def test_that_the_showing_is_logged_with_the_hash_of_the_text_and_of_the_bytes(
    signed: tuple[Session, str, agreements.Shown],
) -> None:
    session, _, shown = signed
    entries = [(event, read(session.study, event)) for event in session.study.store.log.events()]
    ((event, edit),) = [
        (event, opened.entry.edit)
        for event, opened in entries
        if opened and isinstance(opened.entry.edit, ShowAgreement)
    ]
    assert edit.text_sha256 == for_study(session.plan.basis).sha256
    assert edit.shown_sha256 == hashlib.sha256(shown.prepared.shown_pdf).hexdigest()
    assert shown.record_words == to_words(event.hash)


def test_that_the_paper_says_the_limits_the_ticks_the_words_and_no_name(
    signed: tuple[Session, str, agreements.Shown],
) -> None:
    session, participant, shown = signed
    kept = agreements.kept_pdf(session, participant)
    assert kept is not None
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(kept)).pages)
    flat = " ".join(text.split())
    for part in for_study(session.plan.basis).parts:
        assert part.heading in flat
        for paragraph in part.paragraphs:
            assert paragraph in flat
    assert "yes to a weekly diary" in flat
    assert "no to sound recording" in flat
    assert " ".join(shown.record_words) in flat
    assert "by the clock of this laptop" in flat or "by this laptop’s clock" in flat or "by this laptop's clock" in flat
    assert "C1-01" in flat


def test_that_the_paper_lies_on_the_sealed_side_only(signed: tuple[Session, str, agreements.Shown]) -> None:
    session, _, _ = signed
    connection = session.study.store.connection
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    for table in tables:
        rows = repr(connection.execute(f"SELECT * FROM {table}").fetchall())
        assert "JVBERi" not in rows, table
        assert "%PDF" not in rows, table
        assert "SignAgreement" not in rows, table


def test_that_s6_a_refusal_is_never_consent_and_files_no_paper() -> None:
    session = studies.in_memory()
    participant = studies.add_person(session)
    session.do(RefuseAgreement(participant=participant, text_version=1, words="I would rather not."))
    consent = session.study.store.consents.newest(participant)
    assert consent is not None
    assert consent.state is ConsentState.REFUSED
    assert consent.uses.counts() == (0, 5)
    assert agreements.kept_pdf(session, participant) is None


def test_that_somebody_who_refused_may_sign_later() -> None:
    session = studies.in_memory()
    participant = studies.add_person(session)
    session.do(RefuseAgreement(participant=participant, text_version=1, words="Not today."))
    studies.sign(session, participant)
    consent = session.study.store.consents.newest(participant)
    assert consent is not None
    assert consent.state is ConsentState.IN_FORCE
