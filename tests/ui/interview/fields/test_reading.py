"""What people type for numbers, days and times, and what is stored."""

from __future__ import annotations

import pytest

from ojm_desktop.domain.form import Question, Type
from ojm_desktop.forms.validity import mistake
from ojm_desktop.ui.interview.fields import reading

READ = (
    (reading.WHOLE, "34", "34", "34"),
    (reading.WHOLE, "1 234", "1234", "1234"),
    (reading.WHOLE, "\u22123", "-3", "\u22123"),
    (reading.WHOLE, "12 34", "12 34", "12 34"),
    (reading.WHOLE, "+3", "3", "3"),
    (reading.DECIMAL, "2,5", "2.5", "2.5"),
    (reading.DECIMAL, "+2,5", "2.5", "2.5"),
    (reading.DECIMAL, "1,200", "1,200", "1,200"),
    (reading.DAY, "3/2/2026", "2026-02-03", "3 February 2026"),
    (reading.DAY, "31 April 2026", "31 April 2026", "31 April 2026"),
    (reading.MONTH, "mar 2026", "2026-03-01", "March 2026"),
    (reading.MONTH, "3/2026", "2026-03-01", "March 2026"),
    (reading.MONTH, "20 March 2026", "2026-03-01", "March 2026"),
    (reading.MONTH, "13/2026", "13/2026", "13/2026"),
    (reading.YEAR, "2026", "2026-01-01", "2026"),
    (reading.YEAR, "26", "26", "26"),
    (reading.TIME, "1430", "14:30", "14:30"),
    (reading.TIME, "2.30 pm", "14:30", "14:30"),
    (reading.TIME, "12am", "00:00", "00:00"),
    (reading.TIME, "25:00", "25:00", "25:00"),
    (reading.TIME, "0:30 pm", "0:30 pm", "0:30 pm"),
)


@pytest.mark.parametrize(("kind", "typed", "stored", "shown"), READ)
def test_that_what_is_typed_is_read_or_stays_as_it_was(kind: reading.Kind, typed: str, stored: str, shown: str) -> None:
    assert kind.value_of(typed) == stored
    assert kind.text_of(stored) == shown
    assert kind.value_of(shown) == stored


def test_that_a_stored_time_with_its_zone_is_shown_without() -> None:
    assert reading.TIME.text_of("14:30:00.000+01:00") == "14:30"


@pytest.mark.parametrize(
    ("kind", "looks", "typed", "said"),
    [
        (Type.DATE, (), "soon", "day, month and year, such as 9 March 2026"),
        (Type.DATE, ("month-year",), "soon", "month and year, such as March 2026"),
        (Type.DATE, ("year",), "soon", "four digits, such as 2026"),
        (Type.DATE_TIME, (), "soon", "then the time: 9 March 2026 and 14:30"),
        (Type.TIME, (), "soon", "hours and minutes, such as 14:30"),
    ],
)
def test_that_what_is_no_day_is_told_how_to_type_it_here(
    kind: Type, looks: tuple[str, ...], typed: str, said: str
) -> None:
    question = Question(path="/data/day", type=kind, appearance=looks)
    words = reading.stop_said(question, mistake(question, typed, None))
    assert said in words
    assert "2026-03" not in words
