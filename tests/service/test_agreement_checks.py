"""Signed agreements are sealed, and whatever is done to record or paper afterwards is found (S1, S3, S4, A4)."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyhanko.cli import cli_root
from pypdf import PdfReader

from ojm_desktop.cli.root import ojm
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.participant import Identity
from ojm_desktop.service import agreement_checks, agreements, keys, replay
from ojm_desktop.service.backups import close
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import CertifyStudy, LetOut, RecordIdentity, RefuseAgreement
from ojm_desktop.service.edits.certificate import certificate_of
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import open_, unlock
from ojm_desktop.service.verify import UNKNOWN_WORDS, verify
from ojm_desktop.typeset import Typeset
from ojm_desktop.vault import certificate
from tests import studies
from tests.cli.ojm import Ojm
from tests.report.test_agreement_seal import with_a_line_more

FLIPS = 12
NEW = "seven wet herons under a bridge"


def seal_one(session: Session, participant: str) -> agreements.Shown:
    """Sign as the page does."""
    prepared = agreements.prepare(session, participant, studies.ALL_USES, read_aloud=True, typeset=Typeset())
    shown = agreements.show(session, prepared)
    agreements.sign(session, shown, studies.signature(1), studies.signature(2))
    return shown


@dataclass(frozen=True)
class Filed:
    """An open study in which C1-01 signed before there was a certificate, and C1-02 after."""

    session: Session
    earlier: str
    sealed: str

    @property
    def paper(self) -> bytes:
        kept = agreements.kept_pdf(self.session, self.sealed)
        assert kept is not None
        return kept

    @property
    def certificate_file(self) -> bytes:
        found = certificate_of(self.session.study)
        assert found is not None
        return certificate.to_pem(found.study)


@pytest.fixture(scope="module")
def filed() -> Filed:
    session = studies.in_memory()
    earlier, sealed = studies.signed_person(session), studies.add_person(session)
    seal_one(session, sealed)
    return Filed(session, earlier, sealed)


def test_that_s3_a_signed_agreement_is_sealed_under_the_studys_own_certificate(filed: Filed) -> None:
    checked = agreement_checks.check_filed(filed.session, filed.sealed)
    assert checked.is_valid
    assert checked.note == ""
    assert checked.sha256 == hashlib.sha256(filed.paper).hexdigest()
    assert checked.signed_at == filed.session.clock.now().utc
    by_anybody = agreement_checks.check_file(filed.paper, filed.certificate_file, checked.sha256)
    assert by_anybody == checked


def test_that_s3_a_flip_that_the_seals_own_container_hides_is_found_by_the_hash_in_the_chain(filed: Filed) -> None:
    whole, chance = filed.paper, random.Random(300)
    in_chain = agreement_checks.check_filed(filed.session, filed.sealed).sha256
    begun = whole.rindex(b"/Contents <")
    end = whole.index(b">", begun)
    hidden = 0
    for place in [whole.rindex(b"0000>"), *chance.sample(range(begun + len(b"/Contents <"), end), FLIPS)]:
        flipped = bytearray(whole)
        flipped[place] ^= 1
        hidden += agreement_checks.check_file(bytes(flipped), filed.certificate_file).is_valid
        found = agreement_checks.check_file(bytes(flipped), filed.certificate_file, in_chain)
        assert "Its SHA-256 is another than the one that was filed." in found.problems
    assert hidden  # so the hash is needed


def test_that_an_agreement_filed_before_there_were_certificates_stays_valid_and_says_so(filed: Filed) -> None:
    checked = agreement_checks.check_filed(filed.session, filed.earlier)
    assert checked.is_valid
    assert checked.note == agreement_checks.NO_SEAL


def test_that_a_refusal_is_no_agreement_to_check(filed: Filed) -> None:
    session = studies.in_memory()
    participant = studies.add_person(session)
    session.do(RefuseAgreement(participant=participant, text_version=1, words="No."))
    with pytest.raises(Refused, match="no signed agreement"):
        agreement_checks.check_filed(session, participant)


def test_that_a_study_is_certified_once_by_an_event_that_tells_nobody_the_keys(filed: Filed) -> None:
    session = filed.session
    made = [
        (event, opened.entry.edit)
        for event in session.study.store.log.events()
        if (opened := read(session.study, event)) and isinstance(opened.entry.edit, CertifyStudy)
    ]
    assert len(made) == 1
    payload = session.study.store.log.payload(made[0][0].sequence)
    assert payload is not None
    assert payload.body is None
    with pytest.raises(Refused, match="certificate already"):
        session.do(CertifyStudy(certificate=certificate.make("0" * 32)))
    assert agreement_checks.ensured(session) == made[0][1].certificate


def test_that_doing_the_log_again_gives_the_same_certificate(filed: Filed) -> None:
    session = filed.session
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert again.problems == []
    assert list(differences(session.study, again)) == []
    assert certificate_of(again.study) == certificate_of(session.study)


def test_that_c7_the_certificate_leaves_the_study_by_an_event_and_without_its_keys(
    filed: Filed, tmp_path: Path
) -> None:
    fingerprint = agreement_checks.write_certificate(filed.session, tmp_path / "study.pem")
    octets = (tmp_path / "study.pem").read_bytes()
    assert octets == filed.certificate_file
    event = filed.session.study.store.log.event(filed.session.sequence)
    assert event is not None
    opened = read(filed.session.study, event)
    assert opened is not None
    assert isinstance(opened.entry.edit, LetOut)
    assert opened.entry.edit.files == (("study.pem", hashlib.sha256(octets).hexdigest()),)
    text = PdfReader(_file(tmp_path, filed.paper)).pages[-1].extract_text()
    assert f"Sealed under the certificate {fingerprint}" in " ".join(text.split())


def test_that_s4_pyhankos_own_command_accepts_the_paper_and_no_change_of_its_page(filed: Filed, tmp_path: Path) -> None:
    ca = tmp_path / "study.pem"
    ca.write_bytes(filed.certificate_file)
    for octets, verdict in ((filed.paper, "VALID"), (with_a_line_more(filed.paper), "INVALID")):
        paper = _file(tmp_path, octets)
        words = ["sign", "validate", "--trust-replace", "--trust", str(ca), "--pretty-print", str(paper)]
        done = CliRunner().invoke(cli_root, words)
        assert f"The signature is judged {verdict}." in done.output, done.output
        assert (done.exit_code == 0) is (verdict == "VALID")


def _file(folder: Path, octets: bytes) -> Path:
    path = folder / f"{hashlib.sha256(octets).hexdigest()[:8]}.pdf"
    path.write_bytes(octets)
    return path


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A study whose one agreement was signed after the copy beside it was made; both closed."""
    folder = tmp_path_factory.mktemp("sealed")
    session = studies.on_disk(folder / "a.ojm")
    participant = studies.add_person(session)
    session.do(RecordIdentity(participant=participant, identity=Identity("Somebody")))
    close(session)
    shutil.copytree(folder / "a.ojm", folder / "yesterday.ojm")
    session = studies.reopened(folder / "a.ojm")
    seal_one(session, participant)
    studies.rate(session, participant, "housing", "4", 2, date(2026, 3, 31))
    close(session)
    return folder / "a.ojm", folder / "yesterday.ojm"


def test_that_a4_the_words_on_the_paper_accept_the_study_and_find_yesterdays_copy(
    on_disk: tuple[Path, Path], tmp_path: Path
) -> None:
    """And whoever has the certificate checks the copy without study, passphrase or network (S4)."""
    study, yesterday = on_disk
    ca, paper = tmp_path / "ca.pem", tmp_path / "copy.pdf"
    fingerprint = run("agreement", "certificate", study, ca)["fingerprint"]
    assert "needs a reason" in run("agreement", "copy", study, "C1-01", paper)["error"]
    digest = run("agreement", "copy", study, "C1-01", paper, "--reason", "for the participant")["sha256"]
    text = " ".join(PdfReader(paper).pages[-1].extract_text().split())
    assert fingerprint in text
    words = text.split("Head of the log: ")[1].split(" The times")[0]
    report = verify(unlock(study, studies.PASSPHRASE), words)
    assert report.is_whole
    assert report.named_event is not None
    assert [problem.what for problem in verify(unlock(yesterday, studies.PASSPHRASE), words).problems] == [
        UNKNOWN_WORDS
    ]
    good = Ojm(tmp_path)("agreement", "check", paper, "--certificate", ca, "--sha256", digest, passphrase=None)
    assert (good.returncode, good.stderr) == (0, "")
    assert "Valid: not a byte" in good.stdout
    paper.write_bytes(with_a_line_more(paper.read_bytes()))
    bad = run("agreement", "check", paper, "--certificate", ca)
    assert (bad["ok"], bad["valid"]) == (False, False)


def run(*words: str | Path) -> dict[str, Any]:
    """A command in this process, as one object."""
    done = CliRunner().invoke(ojm, [*map(str, words), "--json"], env={"OJM_PASSPHRASE": studies.PASSPHRASE})
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["ok"] is (done.exit_code == 0)
    return found


def test_that_the_certificate_survives_a_change_of_the_data_keys(on_disk: tuple[Path, Path], tmp_path: Path) -> None:
    study = tmp_path / "a.ojm"
    shutil.copytree(on_disk[0], study)
    session = studies.reopened(study)
    before = certificate_of(session.study)
    close(session)
    keys.change_passphrase(unlock(study, studies.PASSPHRASE), NEW, studies.QUICK)
    session = open_(study, NEW, studies.SetClock())
    assert certificate_of(session.study) == before
    assert agreement_checks.check_filed(session, studies.person_of(session)).is_valid
    close(session)
