"""What the list on the left says of a section."""

from __future__ import annotations

from ojm_desktop.service.interview_overview import Section
from ojm_desktop.ui.interview.sections import line_of


def test_that_a_section_where_only_optional_questions_are_left_is_done_and_says_how_many() -> None:
    begun = Section("/data/home", "Home", 4, 3, 0, 0, is_here=False, required=2, owed=1)
    done = Section("/data/home", "Home", 4, 3, 2, 0, is_here=False, required=2)
    free = Section("/data/home", "Home", 4, 3, 0, 0, is_here=False)
    lines = [line_of(each, "Home", is_here=False, place="") for each in (begun, done, free)]
    told = [("in-progress", "3 of 4"), ("check", "Done, 1 optional left"), ("in-progress", "3 of 4")]
    assert [(line.icon, line.says) for line in lines] == told
