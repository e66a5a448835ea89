"""Commitments that cannot be guessed."""

from __future__ import annotations

import hashlib

import pytest

from ojm_desktop.vault import commitments


def test_that_a_commitment_is_hmac_sha_256() -> None:
    """Computed from the definition of RFC 2104."""
    key, message = bytes(range(32)), b"SetRating"
    padded = key.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded) + message).digest()
    assert commitments.commit(key, message) == hashlib.sha256(bytes(b ^ 0x5C for b in padded) + inner).hexdigest()


def test_that_a6_trying_every_coded_answer_without_the_key_finds_none() -> None:
    answers = [str(rating).encode() for rating in range(-4, 5)]
    made = [commitments.commit(commitments.new_key(), answer) for answer in answers]
    guessed = {hashlib.sha256(answer).hexdigest() for answer in answers}
    guessed |= {commitments.commit(bytes(32), answer) for answer in answers}
    assert not guessed & set(made)
    assert commitments.commit(commitments.new_key(), b"+3") != commitments.commit(commitments.new_key(), b"+3")


def test_that_a_commitment_opens_with_its_own_key_and_message_only() -> None:
    key = commitments.new_key()
    made = commitments.commit(key, b"+3")
    assert commitments.opens(key, b"+3", made)
    assert not commitments.opens(key, b"+2", made)
    assert not commitments.opens(commitments.new_key(), b"+3", made)


def test_that_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commitments.commit(b"short", b"+3")
