"""Expressions as a whole: errors with their place, what is read, absolute paths inside repeats."""

from __future__ import annotations

import time

import pytest

from ojm_desktop.forms.errors import ExpressionError, NotSupported
from ojm_desktop.forms.xpath.compile import compile_expression
from tests.forms.xpath.trees import told, worked_out, world_of


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("1 +", 4, "too early"),
        ("/data/age > > 3", 13, "“>” cannot stand here"),
        ("if(1, 2)", 1, "if() takes 3 values and was given 2"),
        ("1 + selectd(/data/a, 'b')", 5, "did you mean selected()?"),
        ("'abc", 1, "never closed"),
        ("concat(‘a’)", 8, "typographic quote"),
        ("/data/@id", 8, "attribute"),
        ("$x + 1", 1, "variable"),
        ("following-sibling::a", 1, "axis following-sibling::"),
        ("sum('3')", 1, "sum() takes the path of questions"),
        ("1 + area(/data/a)", 5, "area() is not supported here"),
        ("weighted-checklist(1, 2, 3)", 1, "in pairs"),
        ("1 = 1 and regex(., '[0-9')", 11, "cannot read the pattern “[0-9”"),
        ("   ", 0, "empty"),
    ],
)
def test_that_an_expression_that_cannot_be_read_says_what_is_wrong_and_where(
    text: str, position: int, words: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text)
    assert (caught.value.position, words in str(caught.value)) == (position, True), str(caught.value)


def test_that_what_odk_knows_and_this_program_does_not_is_told_apart_from_a_mistake() -> None:
    with pytest.raises(NotSupported, match="no area is worked out"):
        compile_expression("area(/data/field) > 3")


@pytest.mark.parametrize(
    ("text", "place", "reads"),
    [
        ("../age > 5 and /data/name = 'x'", "/data/child/older", ["/data/child/age", "/data/name"]),
        ("/data/child[age > ../limit]/name", "/data/x", ["/data/child/age", "/data/limit", "/data/child/name"]),
        (". > 3", "/data/age", ["/data/age"]),
        ("instance('places')/root/item[district = current()/../area]/label", "/data/place", ["/data/area"]),
        ("instance('places')/root/item[district = /data/area and name != '']", "/data/place", ["/data/area"]),
        ("position(..)", "/data/child/number", ["/data/child"]),
        ("//age + /data/*", "/data/x", ["/**/age", "/data/*"]),
        ("indexed-repeat(/data/child/name, /data/child, ../which)", "/data/x",
         ["/data/child/name", "/data/child", "/data/which"]),
        ("today() > '2024-01-01'", "/data/x", []),
    ],
)  # fmt: skip
def test_that_an_expression_names_the_places_it_reads(text: str, place: str, reads: list[str]) -> None:
    assert [use.against(place) for use in compile_expression(text).dependencies] == reads


def test_that_the_functions_it_calls_are_known_also_those_in_conditions() -> None:
    assert compile_expression("/data/a[position() = 2] + int(random())").functions == {"position", "int", "random"}


def test_that_an_absolute_path_inside_a_repeat_means_the_instance_it_is_used_in() -> None:
    world = world_of()
    assert told(worked_out("/data/child/age", "/data/child[2]/name", world)) == ("nodes", "7")
    assert told(worked_out("/data/child/meal/what", "/data/child[1]/meal[2]/what", world)) == ("nodes", "bread")
    assert told(worked_out("/data/child/name", "/data/age", world)) == ("nodes", "Ann|Bo|Cy")
    assert told(worked_out("count(/data/child)", "/data/child[2]/name", world)) == ("number", "3")


def test_that_an_irrelevant_answer_is_read_as_empty_and_left_out_where_nodes_are_counted() -> None:
    for expression in ("/data/gone = ''", "count(/data/gone) = 0", "not(/data/gone)", "sum(/data/gone) = 0"):
        assert worked_out(expression) is True, expression


def test_that_a_hundred_brackets_inside_each_other_are_worked_out_and_more_are_refused() -> None:
    def nested(depth: int) -> str:
        return "if(1 + 1 = 2, " * depth + "'in'" + ", 'out')" * depth

    assert worked_out(nested(100)) == "in"
    with pytest.raises(ExpressionError, match="More than 100 brackets"):
        compile_expression(nested(101))


def test_that_a_long_chain_of_operators_is_no_deep_tree() -> None:
    assert worked_out("1" + " + 1 - 1" * 5_000) == 1.0
    assert worked_out("-" * 5_001 + "1") == -1.0


@pytest.mark.parametrize("text", ["a" + "/a" * 20_000, "(a)" + "[1]" * 10_000, "concat('a'" + ",'a'" * 15_000 + ")"])
def test_that_a_long_expression_is_read_in_time_in_proportion_to_its_length(text: str) -> None:
    began = time.process_time()
    compile_expression(text)
    assert time.process_time() - began < 4.0, (
        "seconds, and a fraction of one; several when every step copied those before it"
    )


def test_that_an_error_while_working_out_names_the_expression() -> None:
    with pytest.raises(ExpressionError, match=r"no list or file “towns”.*\(in “count\(instance"):
        worked_out("count(instance('towns')/root/item)")
