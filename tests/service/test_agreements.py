"""From the words to the filed paper: what was shown is what is kept (S2, S5), and a refusal is a refusal (S6)."""

from __future__ import annotations

import hashlib
import io

import pytest
from pypdf import PdfReader

from ojm_desktop.domain.agreement import ConsentState
from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.service import agreements
from ojm_desktop.service.edits import RefuseAgreement, ShowAgreement
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
    assert edit.text_sha256 == CURRENT.sha256
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
    for part in CURRENT.parts:
        assert part.heading in flat
        for paragraph in part.paragraphs:
            assert paragraph in flat
    assert "yes to a weekly diary" in flat
    assert "no to sound recording" in flat
    assert ", ".join(shown.record_words) in flat
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
