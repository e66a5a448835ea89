"""A package is taken whole, as its study signed it, or not at all."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.exchange import package
from ojm_desktop.exchange.errors import PackageRefused
from ojm_desktop.exchange.package import MANIFEST, SIGNATURE, Origin, pack, unpack
from ojm_desktop.vault import signing

SIGNER, STRANGER = signing.HeadSigner(b"s" * 32), signing.HeadSigner(b"t" * 32)
ORIGIN = Origin("individual maps", "a" * 32, 3, 12, "b" * 64, "2026-05-14T09:00:00.000Z", SIGNER.public.hex())
DOCUMENTS = (("C1-01.pdf", b"%PDF-1.7 first"), ("Äußerung.txt", "wörter".encode()), ("empty.ics", b""))
WHOLE = pack(ORIGIN, DOCUMENTS, SIGNER.sign)


def read(octets: bytes, newest: int = 3) -> package.Package:
    return unpack(octets, signing.verify, newest)


def test_that_a_package_comes_back_as_it_was_packed_and_any_program_unpacks_it() -> None:
    assert read(WHOLE) == package.Package(ORIGIN, dict(DOCUMENTS))
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [MANIFEST, SIGNATURE, *(name for name, _octets in DOCUMENTS)]
        assert archive.read("C1-01.pdf") == DOCUMENTS[0][1]


def test_that_i9_no_bit_of_a_package_can_be_changed() -> None:
    for place in range(len(WHOLE)):
        changed = WHOLE[:place] + bytes([WHOLE[place] ^ (1 << place % 8)]) + WHOLE[place + 1 :]
        with pytest.raises(PackageRefused):
            read(changed)


def test_that_i9_nothing_of_a_package_can_be_cut_off_added_or_moved() -> None:
    for cut in range(len(WHOLE)):
        with pytest.raises(PackageRefused):
            read(WHOLE[:cut])
    for around in (WHOLE + b"\x00", b"\x00" + WHOLE, WHOLE + WHOLE):
        with pytest.raises(PackageRefused):
            read(around)


def signed(files: list[dict[str, object]], documents: tuple[tuple[str, bytes], ...], **other: object) -> bytes:
    """A package as somebody with the study's key but another program might write it."""
    manifest = canonical({"format": package.FORMAT, "files": files, **vars(ORIGIN), **other}).encode()
    signature = SIGNER.sign(b"ojm-package-1 manifest\x00" + manifest)
    return package._archive([(MANIFEST, manifest), (SIGNATURE, signature), *documents])


def row(name: str, octets: bytes) -> dict[str, object]:
    return {"name": name, "size": len(octets), "sha256": hashlib.sha256(octets).hexdigest()}


def test_that_i9_a_manifest_that_is_signed_and_wrong_is_refused_too() -> None:
    assert read(signed([row("a.pdf", b"x")], (("a.pdf", b"x"),))).documents == {"a.pdf": b"x"}
    for name in ("../a.pdf", "/a.pdf", "a\\b.pdf", "nul.pdf", "a.pdf.", MANIFEST, MANIFEST.upper()):
        with pytest.raises(PackageRefused):
            read(signed([row(name, b"x")], ((name, b"x"),)))
    twice = (("a.pdf", b"x"), ("A.pdf", b"x"))
    for octets in (
        signed([row(*one) for one in twice], twice),
        signed([row("a.pdf", b"x")], (("a.pdf", b"y"),)),
        signed([row("a.pdf", b"x")], (("a.pdf", b"x"), ("b.pdf", b"x"))),
        signed([row("a.pdf", b"x") | {"more": 1}], (("a.pdf", b"x"),)),
        signed([row("a.pdf", b"x")], (("a.pdf", b"x"),), more=1),
        signed([row("a.pdf", b"x")], (("a.pdf", b"x"),), format="ojm-package-2"),
        signed([row("a.pdf", b"x")], (("a.pdf", b"x"),), schema="3"),
        signed([row("a.pdf", b"x")], (("a.pdf", b"x"),), public="00"),
    ):
        with pytest.raises(PackageRefused):
            read(octets)


def test_that_i9_a_package_of_a_newer_program_or_another_signer_is_refused() -> None:
    with pytest.raises(PackageRefused, match="newer program"):
        read(WHOLE, newest=2)
    with pytest.raises(PackageRefused, match="signature"):
        read(pack(ORIGIN, DOCUMENTS, STRANGER.sign))
    theirs = dataclasses.replace(ORIGIN, public=STRANGER.public.hex())
    assert read(pack(theirs, DOCUMENTS, STRANGER.sign)).origin.public != ORIGIN.public


def test_that_a_package_is_not_made_of_too_much_or_of_two_of_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST", 2)
    for documents, why in ((DOCUMENTS, "more than"), ((), "more than"), ((DOCUMENTS[0],) * 2, "one name")):
        with pytest.raises(PackageRefused, match=why):
            pack(ORIGIN, documents, SIGNER.sign)


@settings(max_examples=60)
@given(st.binary(max_size=300), st.booleans())
def test_that_i9_anything_else_is_refused_with_a_sentence(octets: bytes, is_headed: bool) -> None:
    with pytest.raises(PackageRefused):
        read((WHOLE[:4] if is_headed else b"") + octets)
