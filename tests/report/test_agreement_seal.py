"""The seal: valid untouched, found broken by whatever was done to the paper afterwards (S3)."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable

import pytest
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pypdf import PdfWriter

from ojm_desktop.report import agreement_seal
from ojm_desktop.report.agreement_pdf import shown
from ojm_desktop.report.agreement_seal import examined
from ojm_desktop.report.agreement_signing import signed
from ojm_desktop.typeset import Typeset
from ojm_desktop.vault import certificate
from tests.report import sealing
from tests.report.test_agreement_pdf import HERS, MINE, PAPER, WORDS

FLIPS = 60


@pytest.fixture(scope="module")
def paper() -> tuple[bytes, bytes]:
    """What was shown, and what was signed and sealed."""
    typeset = Typeset()
    agreement = shown(PAPER, typeset)
    return agreement.octets, signed(agreement, HERS, MINE, WORDS, sealing.seal(), typeset=typeset)


@pytest.fixture(scope="module")
def study() -> bytes:
    return sealing.study_certificate().study


def test_that_s3_one_revision_holds_what_was_drawn_and_one_certification_that_allows_no_changes(
    paper: tuple[bytes, bytes], study: bytes
) -> None:
    first, whole = paper
    assert whole[: len(first)] == first
    assert whole.count(b"startxref") == first.count(b"startxref") + 1
    (found,) = PdfFileReader(io.BytesIO(whole)).embedded_regular_signatures
    assert found.docmdp_level is fields.MDPPerm.NO_CHANGES
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    outcome = examined(whole, study)
    assert outcome.is_valid
    assert outcome.signed_at == "2026-03-03T13:07:02.000Z"


def test_that_s3_the_seal_of_another_study_is_not_believed(paper: tuple[bytes, bytes]) -> None:
    other = certificate.make(sealing.STUDY_ID)
    assert "not sealed under this certificate" in examined(paper[1], other.study).problem


def test_that_s3_what_was_shown_alone_is_no_sealed_paper(paper: tuple[bytes, bytes], study: bytes) -> None:
    assert examined(paper[0], study).problem == "It carries no seal."


def test_that_s3_no_addition_is_let_pass_not_even_one_that_other_readers_take_for_harmless(
    paper: tuple[bytes, bytes], study: bytes
) -> None:
    title = PdfWriter(io.BytesIO(paper[1]), incremental=True)
    title.add_metadata({"/Title": "Something else"})
    titled = io.BytesIO()
    title.write(titled)
    for added in (with_a_line_more(paper[1]), titled.getvalue(), paper[1] + b"\n% more"):
        assert added.startswith(paper[1])
        assert not examined(added, study).is_valid


def test_that_s3_a_seal_that_would_allow_changes_and_a_second_signature_are_refused(
    paper: tuple[bytes, bytes], study: bytes
) -> None:
    made = sealing.study_certificate()
    signer = agreement_seal._Device(sealing.seal())
    loose = signers.PdfSignatureMetadata(
        field_name="Loose", certify=True, subfilter=fields.SigSeedSubFilter.PADES, docmdp_permissions=fields.MDPPerm(2)
    )
    out = io.BytesIO()
    signers.PdfSigner(loose, signer=signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(paper[0])), output=out)
    assert "allows changes" in examined(out.getvalue(), made.study).problem
    again = signers.PdfSignatureMetadata(field_name="Again")
    twice = io.BytesIO()
    signers.PdfSigner(again, signer=signer).sign_pdf(IncrementalPdfFileWriter(out), output=twice)
    assert "more than one" in examined(twice.getvalue(), study).problem


def test_that_s3_every_flipped_bit_outside_the_signatures_own_container_is_found(
    paper: tuple[bytes, bytes], study: bytes
) -> None:
    whole, chance = paper[1], random.Random(20260303)
    (found,) = PdfFileReader(io.BytesIO(whole)).embedded_regular_signatures
    first, length, second, _ = (int(number) for number in found.byte_range)
    places = chance.sample([*range(first, first + length), *range(second, len(whole))], FLIPS)
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        assert not examined(bytes(flipped), study).is_valid, place


@pytest.mark.parametrize("octets", [b"", b"%PDF-1.7", b"%PDF-1.7\nxref\ntrailer<<>>\nstartxref\n9\n%%EOF", b"\0" * 99])
def test_that_what_is_no_paper_is_said_to_be_none(octets: bytes, study: bytes) -> None:
    assert not examined(octets, study).is_valid


def test_that_a_file_larger_than_any_agreement_is_not_taken_apart(
    study: bytes, monkeypatch: pytest.MonkeyPatch, paper: tuple[bytes, bytes]
) -> None:
    monkeypatch.setattr(agreement_seal, "LARGEST_PAPER", len(paper[1]) - 1)
    assert "larger than any agreement" in examined(paper[1], study).problem


def test_that_s4_sealing_and_examining_take_less_than_a_second(
    paper: tuple[bytes, bytes], study: bytes, record_property: Callable[[str, object], None]
) -> None:
    """The figures of a quiet machine are 55 and 30 ms; here it is told from what would make somebody wait."""
    begun = time.perf_counter()
    sealed = agreement_seal.sealed(paper[0], b"0 0 m 9 9 l S", sealing.seal())
    assert examined(sealed, study).is_valid
    took = time.perf_counter() - begun
    record_property("figure", f"sealed and examined in {took * 1000:.0f} ms")
    assert took < 1.0


def with_a_line_more(octets: bytes) -> bytes:
    """A revision that draws over the page, as somebody would who changes what was agreed."""
    writer = IncrementalPdfFileWriter(io.BytesIO(octets))
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"0 0 m 300 300 l S")))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
