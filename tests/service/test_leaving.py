"""The one way out: without a reason nothing leaves, what is out is in the log, what is not is not out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ojm_desktop.domain import template
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.recipient import Recipient
from ojm_desktop.exchange import age
from ojm_desktop.exchange.errors import NotARecipient, PackageRefused, SealedRefused
from ojm_desktop.report.files import FileIsThere
from ojm_desktop.service import leaving, recipients
from ojm_desktop.service.edits import AddRecipient, LetOut, RemoveRecipient
from ojm_desktop.service.leaving import NameRefused, NoReason, Offered
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.session import Session
from ojm_desktop.service.signer import SIGNING_SEED, signer_of
from tests import studies


def last_let_out(session: Session) -> LetOut:
    """What the newest event says of documents that left."""
    opened = read(session.study, session.study.store.log.newest(1)[0])
    assert opened is not None
    assert isinstance(opened.entry.edit, LetOut)
    return opened.entry.edit


def signing(session: Session | None = None) -> Session:
    """A study in memory that can sign, as one in a folder can."""
    session = session or studies.in_memory()
    connection = session.study.store.connection
    connection.execute("INSERT INTO meta(key, value) VALUES(?, ?)", (SIGNING_SEED, "5e" * 32))
    return session


def test_that_c7_a_document_leaves_with_its_reason_and_hash_in_the_log(tmp_path: Path) -> None:
    session = studies.in_memory()
    with pytest.raises(NoReason):
        leaving.let_out(session, "report", b"whole", tmp_path / "a.pdf", reason=" ")
    assert list(tmp_path.iterdir()) == []
    digest = leaving.let_out(session, "report", b"whole", tmp_path / "a.pdf", reason=" for the team ")
    assert digest == hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest()
    told = last_let_out(session)
    assert (told.kind, told.reason, told.where) == ("report", "for the team", tmp_path.name)
    assert told.files == (("a.pdf", digest),)


def test_that_c7_what_cannot_be_logged_does_not_stay_outside(tmp_path: Path) -> None:
    session = studies.in_memory()
    before = session.sequence
    with pytest.raises(Refused):
        leaving.let_out(session, "report", b"whole", tmp_path / "a.pdf", reason="half a letter \ud800")
    assert (list(tmp_path.iterdir()), session.sequence) == ([], before)


def test_that_c7_of_several_documents_those_before_a_failure_are_logged(tmp_path: Path) -> None:
    session = studies.in_memory()
    (tmp_path / "b.pdf").write_bytes(b"there already")

    def export() -> None:
        with leaving.leaving(session, "report", reason="why") as outgoing:
            for name in ("a.pdf", "b.pdf"):
                outgoing.put(b"whole", tmp_path / name)

    with pytest.raises(FileIsThere):
        export()
    assert [name for name, _digest in last_let_out(session).files] == ["a.pdf"]
    assert (tmp_path / "b.pdf").read_bytes() == b"there already"


def test_that_a_practice_study_needs_no_reason_and_a_blank_document_no_record(tmp_path: Path) -> None:
    session = studies.in_memory(template.bristol("practice", is_practice=True))
    leaving.let_out(session, "report", b"whole", tmp_path / "a.pdf")
    before = session.sequence
    leaving.put_blank(b"blank", tmp_path / "b.pdf")
    assert session.sequence == before


def test_that_i8_a_name_no_file_system_takes_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    session = studies.in_memory()
    with pytest.raises(NameRefused, match="for a device"):
        leaving.let_out(session, "report", b"whole", tmp_path / "Nul.pdf", reason="why")
    assert list(tmp_path.iterdir()) == []


def test_that_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    for expected in ("C1-01.pdf", "C1-01-2.pdf", "C1-01-3.pdf"):
        found = leaving.free_path(tmp_path, "C1-01.pdf")
        assert found.name == expected
        found.touch()


def test_that_c7_a_document_sealed_for_recipients_needs_no_reason_and_lies_nowhere_in_clear(tmp_path: Path) -> None:
    session = signing()
    key, other = age.new_key(), age.new_key()
    for name, public in (("Lead", key.public), ("Office", other.public)):
        session.do(AddRecipient(recipient=Recipient(name, public)))
    digest = leaving.let_out(session, "report", b"what was said", tmp_path / "a.pdf", recipients=("lead", "Office"))
    (sealed,) = tmp_path.iterdir()
    assert sealed.name == "a.pdf.zip.age"
    assert b"what was said" not in sealed.read_bytes()
    told = last_let_out(session)
    assert (told.recipients, told.reason, told.inside) == (("Lead", "Office"), "", (("a.pdf", digest),))
    assert told.files == ((sealed.name, hashlib.sha256(sealed.read_bytes()).hexdigest()),)
    assert session.last_sentence == "1 document was written, sealed for Lead and Office."
    for number, one in enumerate((key, other)):
        (kept := tmp_path / f"{number}.key").write_text(f"# mine\n{one.private}\n", encoding="ascii")
        opened = recipients.open_package(sealed, kept, tmp_path / f"out {number}")
        assert (tmp_path / f"out {number}" / "a.pdf").read_bytes() == b"what was said"
        assert opened.origin.public == signer_of(session.study.store.connection).public.hex()
    with pytest.raises(FileIsThere):
        leaving.let_out(session, "report", b"again", tmp_path / "a.pdf", recipients=("Lead",))
    with pytest.raises(Refused, match="Nobody is called Leda"):
        leaving.let_out(session, "report", b"x", tmp_path / "b.pdf", recipients=("Leda",))
    session.do(RemoveRecipient(name="LEAD"))
    with pytest.raises(Refused, match="Nobody is called Lead"):
        leaving.let_out(session, "report", b"x", tmp_path / "b.pdf", recipients=("Lead",))
    session.undo()
    assert [one.name for one in session.study.store.recipients.all()] == ["Lead", "Office"]


def test_that_c7_several_documents_are_one_sealed_file_and_none_of_them_leaves_where_one_fails(tmp_path: Path) -> None:
    session = signing()
    session.do(AddRecipient(recipient=Recipient("Lead", age.new_key().public)))

    def export(*names: str) -> None:
        with leaving.leaving(session, "many reports", recipients=("Lead",)) as outgoing:
            for name in names:
                outgoing.put(b"whole", outgoing.free(tmp_path, name))

    before = session.sequence
    with pytest.raises(NameRefused):
        export("a.pdf", "nul.pdf")
    assert (list(tmp_path.iterdir()), session.sequence) == ([], before)
    for expected in ("many-reports.zip.age", "many-reports-2.zip.age"):
        export("a.pdf", "a.pdf")
        told = last_let_out(session)
        assert ([name for name, _ in told.files], [name for name, _ in told.inside]) == (
            [expected],
            ["a.pdf", "a-2.pdf"],
        )


def test_that_i9_a_package_is_opened_whole_or_no_folder_is_there(tmp_path: Path) -> None:
    session = signing()
    key = recipients.make_key(tmp_path / "own.key", session.clock)
    assert recipients.read_public(str(tmp_path / "own.key.pub")) == key.public
    session.do(AddRecipient(recipient=Recipient("Lead", key.public)))
    leaving.let_out(session, "report", b"whole", tmp_path / "a.pdf", recipients=("Lead",))
    sealed, out = tmp_path / "a.pdf.zip.age", tmp_path / "out"
    with pytest.raises(PackageRefused, match="another study"):
        recipients.open_package(sealed, tmp_path / "own.key", out, "0" * 64)
    (tmp_path / "cut.age").write_bytes(sealed.read_bytes()[:-1])
    with pytest.raises(SealedRefused):
        recipients.open_package(tmp_path / "cut.age", tmp_path / "own.key", out)
    with pytest.raises(NotARecipient):
        recipients.open_package(sealed, tmp_path / "own.key.pub", out)
    assert not out.exists()
    signed = signer_of(session.study.store.connection).public.hex()
    assert dict(recipients.open_package(sealed, tmp_path / "own.key", out, signed).files) == {"a.pdf": 5}
    with pytest.raises(Refused, match="is there already"):
        recipients.open_package(sealed, tmp_path / "own.key", out)
    with pytest.raises(OjmError, match="is there already"):
        recipients.make_key(tmp_path / "own.key", session.clock)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.pdf.zip.age", "cut.age", "out", "own.key", "own.key.pub",
    ]  # fmt: skip


def test_that_a_study_takes_only_public_keys_under_names_of_their_own() -> None:
    session = studies.in_memory()
    key = age.new_key()
    with pytest.raises(NotARecipient, match="private key"):
        session.do(AddRecipient(recipient=Recipient("Lead", key.private)))
    session.do(AddRecipient(recipient=Recipient("Lead", key.public)))
    for name in ("lead", " Lead", "", "L" * 81, "a\nb"):
        with pytest.raises(Refused):
            session.do(AddRecipient(recipient=Recipient(name, key.public)))


def test_that_reasons_given_before_are_offered_and_those_of_the_sealed_side_are_not(tmp_path: Path) -> None:
    session = studies.in_memory()
    who = studies.add_person(session)
    for number, reason in enumerate(("for the team", "for the file", "for the team")):
        leaving.let_out(session, "report", b"whole", tmp_path / f"{number}.pdf", reason=reason)
    leaving.let_out(session, "report", b"whole", tmp_path / "a.pdf", reason="a child at risk", apart=who)
    session.do(AddRecipient(recipient=Recipient("Lead", age.new_key().public)))
    assert leaving.offered(session) == Offered(False, ("for the team", "for the file"), ("Lead",))
