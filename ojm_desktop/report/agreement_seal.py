"""The certification signature of an agreement, and its examination by anybody who has the study's certificate (S3, S4).

What signing draws and the signature itself are one incremental revision behind the bytes that were shown: PAdES, no
changes allowed afterwards. Nothing is fetched from anywhere. The device's key stays with whoever hands in `Seal.sign`.
"""

from __future__ import annotations

import hashlib
import io
import logging
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import algos, x509
from pyhanko.pdf_utils import embed
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ojm_desktop.domain.clock import rfc3339

FIELD = "Seal"
LARGEST_PAPER = 20 * 1024 * 1024
"""Octets; ours have a tenth of a million, and a larger file is not taken apart."""
MOST_ATTACHED = 4
_SIGNATURE_ROOM = 8192
"""Octets of the CMS container: ours fills a quarter, the certificate of the study included."""

_UNREADABLE = (
    PdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    AssertionError,
    OSError,
    zlib.error,
)
"""What taking a damaged file apart may end in, the library's own errors among them (most are ValueErrors)."""
for _library in ("pyhanko", "pyhanko_certvalidator"):
    # It would tell on the terminal what it read in a file that may be damaged; what we say of it is said here (C5).
    logging.getLogger(_library).addHandler(logging.NullHandler())
    logging.getLogger(_library).propagate = False


@dataclass(frozen=True)
class Seal:
    """Certificates as DER, what signs (ECDSA P-256 with SHA-256, DER), and when by this laptop's clock.

    `way` says how it was signed and `place` where, for who has nothing but the file.
    """

    study: bytes
    device: bytes
    sign: Callable[[bytes], bytes] = field(repr=False)
    at: datetime
    way: str = ""
    place: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file that goes along inside the sealed paper, byte for byte. `mime` is its type, as "application/pdf"."""

    name: str
    octets: bytes = field(repr=False)
    mime: str


@dataclass(frozen=True)
class Examined:
    """Whether a paper is as it was signed, under one certificate; where not, `problem` says why in a sentence.

    `signed_at` is the seal's own time in RFC 3339, UTC; `way` and `place` are what it says, `attached` the files that
    are inside it, with name and SHA-256.
    """

    problem: str = ""
    signed_at: str = ""
    way: str = ""
    place: str = ""
    attached: tuple[tuple[str, str], ...] = ()

    @property
    def is_valid(self) -> bool:
        """Nothing was found."""
        return not self.problem


class _Device(signers.Signer):
    """Signs by asking, so that no private key comes into this layer."""

    def __init__(self, seal: Seal) -> None:
        super().__init__(
            signing_cert=x509.Certificate.load(seal.device),
            cert_registry=SimpleCertificateStore.from_certs([x509.Certificate.load(seal.study)]),
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
        )
        self._ask = seal.sign

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self._ask(data)


class _Sealing(signers.PdfSigner):
    """The library asks the machine for the time; here it is told."""

    def __init__(self, seal: Seal) -> None:
        wanted = signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            certify=True,
            subfilter=fields.SigSeedSubFilter.PADES,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
            reason=seal.way or None,
            location=seal.place or None,
        )
        super().__init__(wanted, signer=_Device(seal))
        self._at = seal.at

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def sealed(first: bytes, drawing: bytes, seal: Seal, attachment: Attachment | None = None) -> bytes:
    """`first` with one revision behind it: `drawing` (operators of a page's content) over its last page, and the seal.

    Not a byte of `first` changes; what is attached is under the seal too.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(first))
    last = int(writer.root["/Pages"]["/Count"]) - 1
    writer.add_stream_to_page(last, writer.add_object(StreamObject(stream_data=b"q\n")), prepend=True)
    drawn = StreamObject(stream_data=b"Q\n" + drawing)
    drawn.compress()
    writer.add_stream_to_page(last, writer.add_object(drawn))
    if attachment is not None:
        _attach(writer, attachment)
    out = io.BytesIO()
    _Sealing(seal).sign_pdf(writer, bytes_reserved=_SIGNATURE_ROOM, output=out)
    return out.getvalue()


def _attach(writer: IncrementalPdfFileWriter, attachment: Attachment) -> None:
    params = embed.EmbeddedFileParams(embed_checksum=False)  # it would be MD5; the seal is over the whole file
    inside = embed.EmbeddedFileObject.from_file_data(
        writer, attachment.octets, compress=False, params=params, mime_type=attachment.mime
    )
    embed.embed_file(writer, embed.FileSpec(attachment.name, attachment.name, inside))


def pages_of(octets: bytes) -> int:
    """How many pages a PDF has that somebody brings; 0 where it cannot be read or is encrypted."""
    try:
        reader = PdfFileReader(io.BytesIO(octets), strict=False)
        return 0 if reader.encrypted else max(0, int(reader.root["/Pages"]["/Count"]))
    except _UNREADABLE:
        return 0


def attachments(octets: bytes) -> tuple[Attachment, ...]:
    """The files inside a paper of ours, as they were put in. None where it cannot be read; no other file is asked."""
    try:
        return tuple(_attachments(PdfFileReader(io.BytesIO(octets))))
    except _UNREADABLE:
        return ()


def _attachments(reader: PdfFileReader) -> Iterator[Attachment]:
    if "/Names" not in reader.root or "/EmbeddedFiles" not in reader.root["/Names"]:
        return
    named = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    for place in range(1, min(len(named), 2 * MOST_ATTACHED), 2):
        spec = named[place]
        inside = spec["/EF"]["/F"]
        yield Attachment(str(spec["/F"]), bytes(inside.data), str(inside["/Subtype"])[1:])


def examined(octets: bytes, study: bytes) -> Examined:
    """Whether the paper carries one seal, made under the certificate `study` (DER), over the whole of it."""
    if len(octets) > LARGEST_PAPER:
        return Examined("It is larger than any agreement.")
    try:
        return _examined(octets, study)
    except _UNREADABLE as error:
        return Examined(f"It cannot be read as a sealed paper ({type(error).__name__}).")


def _examined(octets: bytes, study: bytes) -> Examined:
    found = PdfFileReader(io.BytesIO(octets)).embedded_regular_signatures
    if not found:
        return Examined("It carries no seal.")
    if len(found) > 1:
        return Examined("It carries more than one signature; an agreement has exactly one.")
    context = ValidationContext(trust_roots=[x509.Certificate.load(study)], allow_fetching=False)
    status = validate_pdf_signature(found[0], signer_validation_context=context)
    wrong = (
        (not status.intact or not status.valid, "It was changed after it was signed."),
        (
            status.coverage is not SignatureCoverageLevel.ENTIRE_FILE or not status.docmdp_ok,
            "Something was added to it after it was signed.",
        ),
        (not status.trusted, "It was not sealed under this certificate."),
        (found[0].docmdp_level is not fields.MDPPerm.NO_CHANGES, "Its seal allows changes, so it proves nothing."),
        (not status.bottom_line, "Its seal does not hold."),
    )
    problem = next((sentence for is_wrong, sentence in wrong if is_wrong), "")
    if problem:
        return Examined(problem)
    at = status.signer_reported_dt
    says = found[0].sig_object
    way, place = (str(says[key]) if key in says else "" for key in ("/Reason", "/Location"))
    inside = tuple((each.name, hashlib.sha256(each.octets).hexdigest()) for each in _attachments(found[0].reader))
    return Examined("", rfc3339(at) if at else "", way, place, inside)
