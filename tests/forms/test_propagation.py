"""Counts that read the rows they make: they come to rest where the idioms of the field do, and never run away."""

from __future__ import annotations

import pytest
import rxeval
from pyxform.xls2xform import convert

from ojm_desktop.forms.importing import read_here
from ojm_desktop.forms.running import RunningForm
from tests.forms.making import environment, made

ANSWERS = """
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""
SAID_YES = "count(${again}[. = 'yes']) + 1"
LAST_SAID_YES = "count(${child}) + if(count(${child}) = 0 or ${child}[position() = last()]/again = 'yes', 1, 0)"


def survey(count: str, again: str = "") -> str:
    return f"""
    | | type | name | label | repeat_count | calculation | default |
    | | begin_repeat | child | Child | {count} | | |
    | | text | who | Who | | | |
    | | select_one yn | again | Another one? | | | {again} |
    | | end_repeat | | | | | |
    | | calculate | told | | | count(${{child}}) | |
    """


def rows(form: RunningForm) -> int:
    return sum(path.endswith("/who") for path in form.paths())


def run(count: str, again: str = "") -> RunningForm:
    return RunningForm(made(survey(count, again), ANSWERS), environment())


@pytest.mark.parametrize("count", [SAID_YES, LAST_SAID_YES])
def test_that_a_count_may_ask_for_another_row_in_the_row_before(count: str) -> None:
    form = run(count)
    assert rows(form) == 1
    assert form.set("/data/child[1]/again", "yes").has_grown
    form.set("/data/child[2]/again", "yes")
    form.set("/data/child[3]/who", "Lee")
    assert not form.set("/data/child[3]/again", "no").has_grown
    assert (rows(form), form.state("/data/told").value) == (3, "3")
    again = run(count)
    again.restore(form.answers(), form.instances())
    assert again.answers() == form.answers()


def test_that_fewer_who_said_yes_take_the_last_row_with_its_answers() -> None:
    form = run(SAID_YES)
    form.set("/data/child[1]/again", "yes")
    form.set("/data/child[2]/who", "Lee")
    form.set("/data/child[1]/again", "no")
    assert (rows(form), form.state("/data/told").value) == (1, "1")


def test_that_a_count_goes_on_for_as_long_as_it_says_another_number() -> None:
    assert rows(run("if(count(${child}) < 7, count(${child}) + 1, 7)")) == 7


@pytest.mark.parametrize("count", ["count(${child}) + 1", "if(count(${child}) = 1, 3, 1)"])
def test_that_a_count_that_never_rests_is_stopped_said_and_refused_at_import(count: str) -> None:
    form = run(count)
    assert (rows(form), form.endless) == (1, frozenset({"/data/child"}))
    assert "because of the rows" in form.state("/data/child[1]/who").warnings[0].message
    form.set("/data/child[1]/who", "Lee")
    assert form.answers()["/data/child[1]/who"] == "Lee"
    written = f"| survey |\n{survey(count).strip()}\n{ANSWERS.strip()}\n"
    report = read_here("endless.md", written.encode()).report
    assert [problem.what for problem in report.errors] == [
        "/data/child makes rows because of the rows it has made, without end."
    ]


def test_that_what_stops_is_told_no_longer_once_it_comes_to_rest() -> None:
    form = run(SAID_YES, again="yes")
    assert (rows(form), form.endless) == (1, frozenset({"/data/child"}))
    form.set("/data/child[1]/again", "no")
    assert (rows(form), form.endless, form.state("/data/child[1]/who").warnings) == (1, frozenset(), ())


@pytest.mark.parametrize("count", [SAID_YES, LAST_SAID_YES])
def test_that_the_oracle_counts_the_same_rows(count: str) -> None:
    form = run(count)
    written = f"| survey |\n{survey(count).strip()}\n{ANSWERS.strip()}\n"
    theirs = rxeval.Session(convert(xlsform=written).xform, None, "2026-03-01")
    for number, said in ((1, "yes"), (2, "yes"), (3, "no")):
        assert (rows(form), _counted(theirs)) == (number, str(number))
        form.set(f"/data/child[{number}]/again", said)
        theirs.set(f"/data/child[{number}]/again" if number > 1 else "/data/child/again", said)
        for _ in range(number, rows(form)):
            theirs.add_row("/data/child")
    assert (rows(form), _counted(theirs)) == (3, "3")


def _counted(theirs: rxeval.Session) -> str:
    """What the count comes to with the rows there are: the oracle makes none itself."""
    theirs.recompute()
    return str(theirs.get("/data/child_count"))
