"""Names made from anything can be carried on any file system (I8)."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojm_desktop.domain.file_names import LONGEST, RESERVED, file_name, numbered, why_not

PLAIN = frozenset(f"{string.ascii_letters}{string.digits}-_.")


@given(st.lists(st.one_of(st.text(max_size=400), st.sampled_from(sorted(RESERVED)), st.just("..")), max_size=4))
def test_that_i8_a_name_made_from_anything_is_one_on_every_file_system(parts: list[str]) -> None:
    name = file_name(*parts, suffix=".pdf")
    assert set(name) <= PLAIN
    assert name.endswith(".pdf")
    assert name[0] not in "-_."
    assert name.count(".") == 1
    assert name.removesuffix(".pdf").casefold() not in RESERVED
    assert len(f".{numbered(name, 999)}.zip.age.part") <= LONGEST
    assert why_not(name) == why_not(numbered(name, 2)) == ""


def test_that_a_code_and_a_wave_are_the_name() -> None:
    assert file_name("C1-01", "week 4", suffix=".pdf") == "C1-01-week-4.pdf"
    assert numbered("C1-01.zip.age", 2) == "C1-01-2.zip.age"
    assert (file_name("LPT1", suffix=".ics"), file_name("", suffix=".ics")) == ("ojm-LPT1.ics", "document.ics")
    with pytest.raises(ValueError, match="/"):
        file_name("C1-01", suffix="/x")


@pytest.mark.parametrize(
    "name",
    ["", "..", "a.", "a ", "a:b.pdf", "a/b", "a\\b", "aux.pdf", "CON", "COM¹.pdf", "a\x00", "a\ud800", "ä" * 120],
)
def test_that_i8_a_typed_name_that_cannot_be_carried_is_told_why(name: str) -> None:
    assert why_not(name)


@pytest.mark.parametrize("name", ["a.pdf", "Äußerung 3.pdf", ".hidden", "console.pdf", "n" * 231])
def test_that_other_names_are_left_to_whoever_types_them(name: str) -> None:
    assert why_not(name) == ""
