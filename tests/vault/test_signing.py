"""Ed25519 against RFC 8032, and heads that were not signed."""

from __future__ import annotations

import pytest

from ojm_desktop.vault import signing


def test_that_signatures_are_those_of_rfc_8032() -> None:
    """Its second test vector."""
    signer = signing.HeadSigner(bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    assert signer.public.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert signer.sign(b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


def test_that_another_message_key_or_signature_does_not_verify() -> None:
    signer, other = signing.HeadSigner(signing.new_seed()), signing.HeadSigner(signing.new_seed())
    signature = signer.sign(b"head 7")
    assert signing.verify(signer.public, b"head 7", signature)
    assert not signing.verify(signer.public, b"head 8", signature)
    assert not signing.verify(other.public, b"head 7", signature)
    assert not signing.verify(signer.public, b"head 7", signature[:-1] + bytes([signature[-1] ^ 1]))
    assert not signing.verify(signer.public, b"head 7", b"")


def test_that_a_seed_of_another_length_is_refused() -> None:
    assert len(signing.new_seed()) == 32
    with pytest.raises(ValueError, match="32"):
        signing.HeadSigner(b"short")
