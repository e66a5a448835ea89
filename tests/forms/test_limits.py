"""Questionnaires of a few lines that would fill any memory: they grow so far and no further."""

from __future__ import annotations

import pytest

from ojm_desktop.forms import propagation
from ojm_desktop.forms.running import AnswerRefused
from tests.forms.making import run


def test_that_calculations_that_double_a_text_end_before_the_memory_does() -> None:
    doubled = "".join(f"    | | calculate | c{n} | | concat(${{c{n - 1}}}, ${{c{n - 1}}}) |\n" for n in range(1, 40))
    form = run("    | | type | name | label | calculation |\n    | | text | c0 | C | |\n" + doubled)
    form.set("/data/c0", "as long as this")
    assert len(form.state("/data/c10").value) == 15 << 10
    assert form.state("/data/c39").value == ""
    told = [one.message for number in range(40) for one in form.state(f"/data/c{number}").warnings]
    assert "The texts joined here would come to 1,966,080 characters; nothing was worked out." in told[0]


def test_that_counts_in_counts_stop_at_the_most_places_a_form_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(propagation, "MOST_NODES", 500)
    form = run("""
    | | type | name | label | repeat_count |
    | | integer | n | N | |
    | | begin_repeat | r | R | ${n} |
    | | begin_repeat | q | Q | ${n} |
    | | text | a | A | |
    | | end_repeat | | | |
    | | end_repeat | | | |
    | | begin_repeat | own | O | |
    | | text | o | O | |
    | | end_repeat | | | |
    """)
    form.set("/data/n", "900")
    assert len(form.paths()) <= 510
    with pytest.raises(AnswerRefused, match="which is the most"):
        form.add_repeat("/data/own")
    form.set("/data/n", "2")
    form.add_repeat("/data/own")
    assert "/data/r[2]/q[2]/a" in form.paths()
    assert "/data/own[2]/o" in form.paths()


COUNTED = """
    | | type | name | label | repeat_count |
    | | integer | n | N | |
    | | begin_repeat | r | R | ${n} |
    | | text | a | A | |
    | | end_repeat | | | |
"""


def test_that_rows_that_were_asked_for_and_not_made_are_told_in_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(propagation, "MOST_INSTANCES", 5)
    form = run(COUNTED)
    form.set("/data/n", "2000")
    told = form.state("/data/r[5]/a").warnings
    assert [one.message[:62] for one in told] == ["The form asks for 2,000 rows here, and no more than 5 are made"]
    form.set("/data/n", "5")
    assert form.state("/data/r[5]/a").warnings == ()
    form.set("/data/n", "6")
    assert "asks for 6 rows" in form.state("/data/r[5]/a").warnings[0].message
    assert form.state("/data/r[4]/a").warnings == ()


def test_that_a_form_that_is_full_says_so_where_rows_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(propagation, "MOST_NODES", 20)
    form = run(COUNTED)
    form.set("/data/n", "90")
    last = [path for path in form.paths() if path.endswith("/a")][-1]
    assert "it has the 20 places for answers that a form may have" in form.state(last).warnings[0].message
    form.set("/data/n", "3")
    assert form.state("/data/r[3]/a").warnings == ()
