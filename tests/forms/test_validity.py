"""Which texts are values of which type."""

from __future__ import annotations

import pytest

from ojm_desktop.domain.form import Question, Range, Type
from ojm_desktop.forms.validity import mistake


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (Type.INTEGER, ["0", "-5", "+7", "0034"], ["1.5", "1e3", "x", " 1", "٣"]),
        (Type.DECIMAL, ["0", "-5.25", ".5", "5."], ["1,5", "1e3", ".", "NaN", "Infinity"]),
        (Type.DATE, ["2024-02-29"], ["2023-02-29", "2024-2-9", "20240229", "2024-02-29T10:00"]),
        (Type.TIME, ["09:30", "23:59:59.999", "09:30:00Z", "09:30+01:00"], ["24:00", "9:30", "noon"]),
        (Type.DATE_TIME, ["2024-02-29T09:30", "2024-02-29T09:30:00.000+01:00"], ["2024-02-29", "2024-02-30T09:30"]),
        (Type.SELECT_ONE, ["a"], ["c", "a b"]),
        (Type.SELECT_MULTIPLE, ["a", "b a"], ["a c", "a a"]),
        (Type.RANK, ["b a"], ["a a", "x"]),
        (Type.ACKNOWLEDGE, ["OK"], ["yes"]),
        (Type.TEXT, ["anything at all"], []),
    ],
)
def test_that_only_values_of_the_type_pass(kind: Type, right: list[str], wrong: list[str]) -> None:
    question = Question(path="/data/q", type=kind)
    assert [text for text in ["", *right] if mistake(question, text, {"a", "b"})] == []
    assert [text for text in wrong if not mistake(question, text, {"a", "b"})] == []


def test_that_a_scale_takes_its_steps_and_nothing_beyond_its_ends() -> None:
    question = Question(path="/data/q", type=Type.RANGE, range=Range("-5", "5", "1"))
    assert [text for text in ("-5", "0", "+5") if mistake(question, text, None)] == []
    assert "from -5 to 5" in mistake(question, "6", None)
    assert "steps" in mistake(question, "2.5", None)
    assert "not a number" in mistake(question, "nan", None)


def test_that_a_scale_finer_than_numbers_are_held_takes_what_lies_within_its_ends() -> None:
    question = Question(path="/data/q", type=Type.RANGE, range=Range("0", "9" * 32, "0.00001"))
    assert mistake(question, "9" * 31, None) == ""


def test_that_a_choice_cannot_be_looked_for_where_there_is_no_list() -> None:
    assert mistake(Question(path="/data/q", type=Type.SELECT_ONE), "anything", None) == ""
