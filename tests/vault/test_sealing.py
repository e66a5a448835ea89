"""Sealed rows: bound to their place, padded, and of no use to who may not know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojm_desktop.vault.errors import SealedRowDamaged
from ojm_desktop.vault.sealing import PAGE, Sealer
from tests.vault import OTHER_STUDY, STUDY

KEY, LINK = b"k" * 32, b"l" * 32


def sealer(key: bytes = KEY, study: str = STUDY, generation: int = 1, link: bytes = LINK) -> Sealer:
    return Sealer(key, study, generation, link_key=link)


@given(st.binary(max_size=3000))
def test_that_what_is_sealed_comes_back_whole_and_its_length_is_hidden(content: bytes) -> None:
    row = sealer().seal("r1", content)
    assert sealer().open("r1", row.generation, row.nonce, row.blob) == content
    assert (len(row.blob) - 16) % PAGE == 0
    assert len(row.blob) <= len(content) + 8 + PAGE + 15


def test_that_a_name_and_a_longer_name_have_the_same_size_and_never_the_same_bytes() -> None:
    rows = [sealer().seal("r1", content) for content in (b"C1-01", b"C1-01 and a good deal more", b"", b"C1-01")]
    assert len({len(row.blob) for row in rows}) == 1
    assert len({row.blob for row in rows}) == len({row.nonce for row in rows}) == 4


def test_that_a_row_opens_in_its_own_place_only() -> None:
    row = sealer().seal("r1", b"content")
    elsewhere = [
        (sealer(), "r2", 1),
        (sealer(study=OTHER_STUDY), "r1", 1),
        (sealer(generation=2), "r1", 2),
        (sealer(key=b"x" * 32), "r1", 1),
    ]
    for other, row_id, generation in elsewhere:
        with pytest.raises(SealedRowDamaged):
            other.open(row_id, generation, row.nonce, row.blob)


@given(st.integers(0, PAGE + 15), st.integers(0, 7))
def test_that_no_flipped_bit_of_a_row_is_accepted(at: int, bit: int) -> None:
    row = sealer().seal("r1", b"content")
    blob = bytearray(row.blob)
    blob[at] ^= 1 << bit
    with pytest.raises(SealedRowDamaged):
        sealer().open("r1", 1, row.nonce, bytes(blob))


@pytest.mark.parametrize(("nonce", "blob"), [(b"", bytes(1040)), (bytes(12), b""), (bytes(13), bytes(1040))])
def test_that_a_row_of_the_wrong_shape_gets_a_sentence(nonce: bytes, blob: bytes) -> None:
    with pytest.raises(SealedRowDamaged, match="outside this program"):
        sealer().open("r1", 1, nonce, blob)


def test_that_a_generation_without_key_is_named() -> None:
    row = sealer(generation=3).seal("r1", b"content")
    with pytest.raises(SealedRowDamaged, match="generation 3"):
        sealer().open("r1", row.generation, row.nonce, row.blob)


def test_that_row_ids_are_steady_tell_nothing_and_differ_by_kind_participant_and_study() -> None:
    here = sealer()
    ids = {here.row_id_for(kind, who) for kind in ("name", "contact") for who in ("p1", "p2")}
    assert len(ids) == 4
    assert all(len(row_id) == 32 for row_id in ids)
    assert here.row_id_for("name", "p1") == sealer(key=b"n" * 32, generation=2).row_id_for("name", "p1")
    assert here.row_id_for("name", "p1") != sealer(link=b"m" * 32).row_id_for("name", "p1")
    assert here.row_id_for("a", "bc") != here.row_id_for("ab", "c")
