"""Numbers of questions."""

from __future__ import annotations

from ojm_desktop.domain.form import AnyNode, Form, Group, Question, Repeat, Type
from ojm_desktop.domain.form_numbers import numbers


def question(path: str, kind: Type = Type.TEXT) -> Question:
    """A question of a kind."""
    return Question(path=path, type=kind)


def form(*children: AnyNode) -> Form:
    """A form with these sections."""
    return Form("x", "1", "X", "0" * 64, (), "", Group(path="/data", children=children))


def test_that_sections_questions_and_repeats_count_on_their_own() -> None:
    inner = Repeat(path="/data/b/r", children=(question("/data/b/r/p"), question("/data/b/r/q")))
    held = form(
        question("/data/a"), Group(path="/data/b", children=(question("/data/b/x"), inner, question("/data/b/y")))
    )
    assert numbers(held) == {
        "/data/a": "1",
        "/data/b": "2",
        "/data/b/x": "2.1",
        "/data/b/r": "2.2",
        "/data/b/r/p": "2.2.1",
        "/data/b/r/q": "2.2.2",
        "/data/b/y": "2.3",
    }


def test_that_a_group_inside_a_section_only_goes_on_counting() -> None:
    nested = Group(path="/data/a/g", children=(question("/data/a/g/y"),))
    held = form(Group(path="/data/a", children=(question("/data/a/x"), nested, question("/data/a/z"))))
    assert numbers(held) == {"/data/a": "1", "/data/a/x": "1.1", "/data/a/g/y": "1.2", "/data/a/z": "1.3"}


def test_that_what_takes_no_answer_has_no_number() -> None:
    unasked = (
        question("/data/m/n", Type.NOTE),
        question("/data/m/c", Type.CALCULATE),
        question("/data/m/h", Type.HIDDEN),
    )
    held = form(question("/data/start", Type.META), Group(path="/data/m", children=unasked), question("/data/a"))
    assert numbers(held) == {"/data/a": "1"}


def test_that_a_repeat_without_a_section_is_one() -> None:
    assert numbers(form(Repeat(path="/data/r", children=(question("/data/r/a"),)))) == {
        "/data/r": "1",
        "/data/r/a": "1.1",
    }
