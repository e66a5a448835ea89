"""What depends on what, in which order, and the circles that no order fits."""

from __future__ import annotations

import pytest

from ojm_desktop.forms.graph import Fact, Graph, Kind
from ojm_desktop.forms.running import AnswerRefused, RunningForm
from tests.forms.making import environment, made


def order(survey: str) -> list[str]:
    return [f"{fact.kind.value} {fact.path}" for fact in Graph.of(made(survey)).order]


def test_that_a_calculation_comes_after_what_it_reads_wherever_it_stands() -> None:
    survey = """
    | | type | name | label | calculation |
    | | calculate | c | | ${b} + 1 |
    | | calculate | b | | ${a} + 1 |
    | | integer | a | A | |
    """
    assert order(survey) == ["value /data/b", "value /data/c"]


def test_that_what_reads_a_question_comes_after_the_relevance_of_the_group_around_it() -> None:
    survey = """
    | | type | name | label | calculation | relevant |
    | | calculate | c | | ${a} + 1 | |
    | | begin_group | g | G | | ${z} > 1 |
    | | integer | a | A | | |
    | | end_group | | | | |
    | | integer | z | Z | | |
    """
    assert order(survey) == ["relevant /data/g", "value /data/c"]


def test_that_a_reader_inside_the_same_instance_is_near_and_one_outside_is_not() -> None:
    survey = """
    | | type | name | label | calculation |
    | | begin_repeat | r | R | |
    | | integer | a | A | |
    | | calculate | inside | | ${a} + 1 |
    | | end_repeat | | | |
    | | calculate | outside | | sum(${a}) |
    """
    readings = Graph.of(made(survey)).readers["/data/r/a"]
    assert {reading.fact.path: reading.is_near for reading in readings} == {
        "/data/r/inside": True,
        "/data/outside": False,
    }


@pytest.mark.parametrize(
    ("rows", "circle"),
    [
        (["calculate | a | | ${b} + 1 |", "calculate | b | | ${a} + 1 |"], {"/data/a", "/data/b"}),
        (["calculate | a | | ${a} + 1 |"], {"/data/a"}),
        (["integer | a | A | | ${b} > 1", "calculate | b | | ${a} + 1 |"], {"/data/a", "/data/b"}),
        (["begin_group | g | G | | ${a} > 1", "integer | a | A | |", "end_group | | | |"], {"/data/g"}),
        (["begin_repeat | r | R | |", "calculate | t | | ${t} + 1 |", "end_repeat | | | |"], {"/data/r/t"}),
    ],
)
def test_that_a_circle_is_named_and_never_run(rows: list[str], circle: set[str]) -> None:
    survey = "\n".join(["| | type | name | label | calculation | relevant |", *(f"| | {row} |" for row in rows)])
    form = made(survey)
    assert [set(found) for found in Graph.of(form).circles] == [circle]
    with pytest.raises(AnswerRefused, match="depends on itself"):
        RunningForm(form, environment())


def test_that_two_circles_are_both_named_and_what_follows_from_them_is_not() -> None:
    survey = """
    | | type | name | label | calculation |
    | | calculate | after | | ${a} + ${x} |
    | | calculate | a | | ${b} + 1 |
    | | calculate | b | | ${a} + 1 |
    | | calculate | x | | ${y} + 1 |
    | | calculate | y | | ${x} + 1 |
    """
    found = Graph.of(made(survey)).circles
    assert sorted(sorted(circle) for circle in found) == [["/data/a", "/data/b"], ["/data/x", "/data/y"]]


def test_that_a_constraint_may_read_its_own_answer_and_a_star_reads_every_child() -> None:
    survey = """
    | | type | name | label | calculation | constraint |
    | | begin_group | g | G | | |
    | | integer | a | A | | . > 1 |
    | | integer | b | B | | |
    | | end_group | | | | |
    | | calculate | s | | sum(/data/g/*) | |
    """
    graph = Graph.of(made(survey))
    assert graph.circles == ()
    for path in ("/data/g/a", "/data/g/b"):
        assert Fact(Kind.VALUE, "/data/s") in {reading.fact for reading in graph.readers[path]}
