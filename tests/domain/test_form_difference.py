"""What differs between two versions of a questionnaire, question by question."""

from __future__ import annotations

import pytest

from ojm_desktop.domain.form import Form
from ojm_desktop.domain.form_difference import Difference, What, differences, is_major
from tests.forms.making import made

HEAD = (
    "| | type | name | label::English (en) | label::Cymraeg (cy) | hint::English (en) | relevant | required | "
    "constraint | calculation | parameters | appearance | bind::ojm:check_1 | bind::ojm:pathway |"
)
BLANK = {name.strip(): "" for name in HEAD.strip("| ").split("|")}
REST = """
| choices |
| | list_name | name | label::English (en) | label::Cymraeg (cy) |
{choices}
| settings |
| | default_language | namespaces |
| | English (en) | ojm="https://ojm-desktop.example/ns" |
"""
CHOICES = ("| | homes | flat | A flat | Fflat |", "| | homes | hostel | A hostel | Hostel |")
Rows = list[dict[str, str]]
BASE: Rows = [
    {"type": "begin_group", "name": "home", "label::English (en)": "Home"},
    {"type": "select_one homes", "name": "place", "label::English (en)": "Where?", "label::Cymraeg (cy)": "Ble?"},
    {"type": "integer", "name": "people", "label::English (en)": "How many?", "hint::English (en)": "With you."},
    {"type": "end_group"},
    {"type": "begin_group", "name": "rest", "label::English (en)": "Rest"},
    {"type": "text", "name": "more", "label::English (en)": "More?"},
    {"type": "text", "name": "last", "label::English (en)": "Anything else?"},
    {"type": "end_group"},
]


def compared(rows: Rows, choices: tuple[str, ...] = CHOICES) -> list[Difference]:
    """What differs from the base."""
    return list(differences(_form(BASE, CHOICES), _form(rows, choices)))


def changed(name: str, **cells: str) -> Rows:
    """The base with cells of one question changed."""
    return [row | cells if row.get("name") == name else row for row in BASE]


def _form(rows: Rows, choices: tuple[str, ...]) -> Form:
    lines = ["| | " + " | ".join((BLANK | row)[name] for name in BLANK) + " |" for row in rows]
    return made("\n".join([HEAD, *lines]), REST.format(choices="\n".join(choices)).strip())


def _scaled(parameters: str, words: str = "Bad") -> Form:
    row = {"type": "range", "name": "mood", "label::English (en)": "How?", "parameters": f"start=0 end=4 {parameters}"}
    return _form([row], (f"| | ends | 0 | {words} | Drwg |", "| | others | 4 | Good | Da |"))


def test_that_other_words_under_a_scale_are_told_as_other_choices_and_other_marks_as_its_look() -> None:
    base = _scaled("tick_labelset=ends")
    (other,) = differences(base, _scaled("tick_labelset=others"))
    assert (other.what, other.of, other.before, other.after, other.is_major) == (
        What.CHOICES, "words of the scale", "ends", "others", True,
    )  # fmt: skip
    (worded,) = differences(base, _scaled("tick_labelset=ends", "Awful"))
    assert (worded.what, worded.before, worded.after, worded.is_major) == (What.CHOICES, "Bad", "Awful", True)
    (look,) = differences(base, _scaled("tick_labelset=ends placeholder=2"))
    assert (look.what, look.after, look.is_major) == (What.HELP, "placeholder 2", False)


def test_that_the_same_questionnaire_differs_in_nothing() -> None:
    assert compared(BASE) == []


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (changed("people", **{"label::English (en)": "How many people?"}), (What.WORDS, "question", True)),
        (changed("people", **{"hint::English (en)": "Also children."}), (What.HELP, "help", False)),
        (changed("people", type="decimal"), (What.ANSWERS, "kind of answer", True)),
        (changed("people", relevant="${place} = 'flat'"), (What.LOGIC, "asked when", True)),
        (changed("people", required="yes"), (What.LOGIC, "must be answered when", True)),
        (changed("people", constraint=". < 20"), (What.LOGIC, "a valid answer", True)),
        (changed("people", appearance="numbers"), (What.HELP, "look", False)),
        (changed("people", **{"bind::ojm:check_1": "warn: . < 9"}), (What.LOGIC, "warns unless", False)),
        (changed("people", **{"bind::ojm:pathway": "housing"}), (What.JOURNEY, "pathway", True)),
    ],
)
def test_that_a_change_is_named_and_weighed(rows: Rows, wanted: tuple[What, str, bool]) -> None:
    (found,) = compared(rows)
    assert (found.what, found.of, found.is_major) == wanted
    assert found.name == "people"
    assert is_major([found]) == wanted[2]


def test_that_words_are_told_by_language_with_what_they_were() -> None:
    (found,) = compared(changed("place", **{"label::Cymraeg (cy)": "Ym mhle?"}))
    assert found == Difference(What.WORDS, "place", "question", "Ble?", "Ym mhle?", "Cymraeg (cy)")


def test_that_questions_added_removed_and_moved_are_told_as_such() -> None:
    new = {"type": "text", "name": "new", "label::English (en)": "New?"}
    (added,) = compared([*BASE[:3], new, *BASE[3:]])
    assert added == Difference(What.ADDED, "new", "question", "", "New?")
    (removed,) = compared([row for row in BASE if row.get("name") != "more"])
    assert removed == Difference(What.REMOVED, "more", "question", "More?", "")
    (swapped,) = compared([*BASE[:5], BASE[6], BASE[5], BASE[7]])
    assert (swapped.what, swapped.of, swapped.is_major) == (What.MOVED, "within its section", False)
    (moved,) = compared([*BASE[:3], BASE[5], *BASE[3:5], *BASE[6:]])
    assert moved == Difference(What.MOVED, "more", "to another section", "Rest", "Home")


def test_that_a_section_that_moved_is_one_move() -> None:
    (moved,) = compared([*BASE[4:], *BASE[:4]])
    assert moved.what is What.MOVED
    assert moved.name in {"home", "rest"}


def test_that_choices_added_removed_reworded_and_reordered_are_told_by_their_list() -> None:
    (added,) = compared(BASE, (*CHOICES, "| | homes | tent | A tent | Pabell |"))
    assert added == Difference(What.CHOICES, "homes", "choice added", "", "A tent")
    (gone,) = compared(BASE, CHOICES[:1])
    assert (gone.of, gone.before, gone.is_major) == ("choice removed", "A hostel", True)
    (said,) = compared(BASE, (CHOICES[0], "| | homes | hostel | Hostel | Hostel |"))
    assert (said.of, said.before, said.after) == ("choice “hostel”", "A hostel", "Hostel")
    (turned,) = compared(BASE, CHOICES[::-1])
    assert (turned.of, turned.is_major) == ("order of the choices", False)


def test_that_a_language_more_is_one_minor_difference() -> None:
    english = made(
        "| | type | name | label::English (en) |\n| | text | a | A |",
        "| settings |\n| | default_language |\n| | English (en) |",
    )
    both = made(
        "| | type | name | label::English (en) | label::Cymraeg (cy) |\n| | text | a | A | Â |",
        "| settings |\n| | default_language |\n| | English (en) |",
    )
    (found,) = differences(english, both)
    assert found == Difference(What.LANGUAGE, "", "language added", "", "Cymraeg (cy)", is_major=False)
    assert [one.of for one in differences(both, english)] == ["language removed"]
