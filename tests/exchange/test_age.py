"""The program's own age against pyrage's: each opens the other's, and neither opens what was changed."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojm_desktop.exchange import age, bech32
from ojm_desktop.exchange.errors import NotARecipient, SealedRefused

OWN, OTHER = age.new_key(), age.new_key()
THEIRS = pyrage.x25519.Identity.from_str(OWN.private)
SIZES = (0, 1, age.CHUNK - 1, age.CHUNK, age.CHUNK + 1, 2 * age.CHUNK, 2 * age.CHUNK + 7)


@pytest.mark.parametrize("size", SIZES)
def test_that_c7_each_opens_what_the_other_sealed(size: int) -> None:
    octets = secrets.token_bytes(size)
    ours = age.seal_here(octets, [OTHER.public, OWN.public])
    assert pyrage.decrypt(ours, [THEIRS]) == octets
    recipients = [pyrage.x25519.Recipient.from_str(one.public) for one in (OTHER, OWN)]
    assert age.open_here(pyrage.encrypt(octets, recipients), OWN.private) == octets
    assert age.open_sealed(age.seal(octets, [OWN.public]), OWN.private) == octets


def test_that_c7_keys_are_the_same_text_in_both() -> None:
    theirs = pyrage.x25519.Identity.generate()
    assert age.public_of(str(theirs)) == str(theirs.to_public()) == age.check_public(f" {theirs.to_public()}\n")
    assert str(THEIRS.to_public()) == OWN.public


def test_that_it_seals_the_same_format_where_pyrage_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(age, "_rage", lambda: None)
    assert pyrage.decrypt(age.seal(b"words", [OWN.public]), [THEIRS]) == b"words"


def test_that_c7_no_octet_of_a_sealed_file_can_be_changed_cut_off_or_added() -> None:
    octets = secrets.token_bytes(age.CHUNK + 300)
    sealed = age.seal_here(octets, [OTHER.public, OWN.public])
    head = sealed.index(b"\n---") + 60
    for place in (*range(head), head + 20, head + age.CHUNK, len(sealed) - 1):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(SealedRefused):
            age.open_here(changed, OWN.private)
    body = sealed.index(b"\n", head - 20) + 1
    for cut in (0, 5, len(age.VERSION), body, body + 16, body + 16 + age.CHUNK + 16, len(sealed) - 1):
        with pytest.raises(SealedRefused):
            age.open_here(sealed[:cut], OWN.private)
    with pytest.raises(SealedRefused):
        age.open_here(sealed + b"\x00", OWN.private)
    with pytest.raises(SealedRefused, match="somebody else"):
        age.open_here(sealed, age.new_key().private)


@settings(max_examples=60)
@given(st.binary(max_size=400), st.booleans())
def test_that_i9_whatever_a_file_holds_it_is_refused_with_a_sentence(octets: bytes, is_headed: bool) -> None:
    with pytest.raises(SealedRefused):
        age.open_here((age.VERSION if is_headed else b"") + octets, OWN.private)


@pytest.mark.parametrize(
    "mistyped",
    [
        lambda _key: "",
        lambda _key: "age1",
        lambda key: key[:-1],
        lambda key: key.replace("1", "1q", 1),
        lambda key: "AGE1" + key[4:],
    ],
    ids=("nothing", "its beginning", "a letter less", "a letter more", "half in capitals"),
)
def test_that_a_key_that_was_typed_wrong_is_no_recipient(mistyped: Callable[[str], str]) -> None:
    with pytest.raises(NotARecipient, match="begins with age1"):
        age.check_public(mistyped(OWN.public))


def test_that_nobody_gives_a_study_a_private_key_or_seals_for_nobody() -> None:
    assert OWN.private not in repr(OWN)
    with pytest.raises(NotARecipient, match="private key"):
        age.check_public(OWN.private)
    with pytest.raises(NotARecipient, match="AGE-SECRET-KEY-1"):
        age.open_here(b"", OWN.public)
    with pytest.raises(NotARecipient, match="nobody"):
        age.seal(b"words", [])


def test_that_bech32_is_the_one_of_its_specification() -> None:
    """A valid and some invalid strings out of BIP 173."""
    assert bech32.decode("A12UEL5L") == ("a", b"")
    assert bech32.encode("a", b"") == "a12uel5l"
    for wrong in ("pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8", "10a06t8", "a12UEL5L"):
        with pytest.raises(ValueError, match=r"\w"):
            bech32.decode(wrong)
