"""Blank questionnaires on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from ojm_desktop.domain.form import (
    AnyNode,
    Audience,
    Choice,
    ChoiceList,
    Choices,
    Form,
    Group,
    Output,
    Piece,
    Question,
    Range,
    Repeat,
    Type,
    Words,
)
from ojm_desktop.domain.form_numbers import numbers
from ojm_desktop.journey.primitives import Band, Disc, Figure, Polyline, Role, TextRun
from ojm_desktop.report.files import FileIsThere
from ojm_desktop.report.flow import HEIGHT, MARGIN, TEXT_WIDTH, WIDTH
from ojm_desktop.report.form_answers import cells
from ojm_desktop.report.form_layers import BAR
from ojm_desktop.report.form_pdf import MOST_COPIES, FormPaper, octets, pages, write
from ojm_desktop.report.pictures import Raster, names
from ojm_desktop.typeset import Typeset
from tests.forms.shipped import ENGLISH, SHIPPED, WELSH, form
from tests.report.paper import read_back

RIGHT = MARGIN + TEXT_WIDTH
LINE = re.compile(r"\s+")


def words(text: str, language: str = "") -> Words:
    """One text in one language."""
    return Words(((language, (text,)),))


def asked(*children: AnyNode, lists: tuple[ChoiceList, ...] = (), **more: object) -> Form:
    """A form of one section."""
    group = Group(path="/data/s", label=words("Section"), children=children)
    held = Form("x", "3", "A form", "ab" * 32, (), "", Group(path="/data", children=(group,)), lists)
    return replace(held, **more)  # type: ignore[arg-type]


def text(name: str, label: str = "A question", kind: Type = Type.TEXT) -> Question:
    """A question of the section."""
    return Question(path=f"/data/s/{name}", label=words(label), type=kind)


def chosen(kind: Type, count: int, label: str = "Choice") -> tuple[Question, ChoiceList]:
    """A question with a list of choices."""
    rows = tuple(Choice(str(place), words(f"{label} {place}")) for place in range(1, count + 1))
    return replace(text("c", kind=kind), choices=Choices("rows")), ChoiceList("rows", rows)


def runs(figures: tuple[Figure, ...]) -> list[TextRun]:
    """Every line of text, page by page."""
    return [shape for figure in figures for shape in figure.primitives if isinstance(shape, TextRun)]


def told(figures: tuple[Figure, ...]) -> str:
    """Everything printed, with single spaces."""
    return LINE.sub(" ", " ".join(run.text for run in runs(figures)))


def bars(figure: Figure, run: TextRun) -> list[Polyline]:
    """The upright lines beside a line of text."""
    return [
        shape
        for shape in figure.primitives
        if isinstance(shape, Polyline)
        and shape.points[0][0] == shape.points[1][0] < run.x
        and shape.points[0][1] < run.y <= shape.points[1][1]
    ]


def shown(held: Form, language: str) -> Iterator[tuple[str, str]]:
    """Path and label of every question of a form that people see."""
    for question in held.questions():
        if question.is_shown:
            yield question.path, " ".join(map(str, dict(question.label.by_language)[language]))


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("language", [ENGLISH, WELSH])
def test_that_every_question_of_a_shipped_form_stands_on_its_paper_in_order(
    name: str, language: str, typeset: Typeset
) -> None:
    held = form(name)
    printed = told(pages(FormPaper(held, language), typeset))
    known, at = numbers(held), 0
    for path, label in shown(held, language):
        at = printed.index(LINE.sub(" ", label), at)
        if path in known:
            assert f" {known[path]}" in printed[:at]


@pytest.mark.parametrize("name", SHIPPED)
def test_that_nothing_of_a_shipped_form_leaves_the_margins_or_stands_on_the_foot(name: str, typeset: Typeset) -> None:
    for figure in pages(FormPaper(form(name), copies=2), typeset):
        inside(figure, typeset)


def inside(figure: Figure, typeset: Typeset) -> None:
    """Every shape of a page lies between its margins, and the body above the foot."""
    for shape in figure.primitives:
        if isinstance(shape, TextRun):
            wide = typeset.width(shape.text, shape.size, shape.bold, shape.italic)
            left = (
                shape.x - wide if shape.anchor == "end" else shape.x - wide / 2 if shape.anchor == "middle" else shape.x
            )
            assert left >= MARGIN - 0.01, shape
            assert left + wide <= RIGHT + 0.01, shape
            assert shape.y < HEIGHT - 20 or shape.y > HEIGHT - 13, shape
        elif isinstance(shape, Band):
            assert shape.x + shape.width <= RIGHT + 0.01
            assert shape.y + shape.height < HEIGHT - 18


def test_that_the_longest_number_keeps_clear_of_the_bar_before_the_words(typeset: Typeset) -> None:
    found = pages(FormPaper(form("cohort2")), typeset)
    longest = [run for run in runs(found) if re.fullmatch(r"10\.4\.\d\*", run.text)]
    assert len(longest) > 4
    assert max(run.x + typeset.width(run.text, run.size, bold=True) for run in longest) < BAR - 1.0
    assert {run.size for run in runs(found) if run.text in {"1.1*", "10.3"}} == {10.0}


def test_that_the_layers_are_told_apart_by_label_bar_and_slope(typeset: Typeset) -> None:
    aloud = replace(text("a", "Aloud"), guidance=words("Guidance"), hint=words("Help for all"))
    own = replace(text("b", "Own reading"), audience=Audience.PARTICIPANT)
    private = replace(text("c", "Private"), audience=Audience.INTERVIEWER)
    (figure,) = pages(FormPaper(asked(aloud, own, private)), typeset)
    by_words = {run.text: run for run in runs((figure,))}
    strokes = {said: [bar.stroke for bar in bars(figure, by_words[said])] for said in by_words}
    assert [(bar.dash, bar.width > 0.6) for bar in strokes["Aloud"]] == [((), True)]
    assert [(bar.dash, bar.width > 0.6) for bar in strokes["Own reading"]] == [((), False)] * 2
    for said in ("Guidance", "Private"):
        assert [bool(bar.dash) for bar in strokes[said]] == [True]
        assert by_words[said].italic
    assert (strokes["Help for all"], by_words["Help for all"].role) == ([], Role.MUTED)
    assert not any(by_words[said].italic for said in ("Aloud", "Own reading", "Help for all"))
    printed = [run.text for run in runs((figure,))]
    for label, said in (("Read aloud", "Aloud"), ("Interviewer only", "Guidance"), ("Help", "Help for all")):
        assert printed[printed.index(said) - 1] == label
    assert printed[printed.index("Own reading") - 1] == "For the participant to read"


@pytest.mark.parametrize(
    ("kind", "discs", "boxes"), [(Type.SELECT_ONE, 7, 0), (Type.SELECT_MULTIPLE, 0, 7), (Type.RANK, 0, 7)]
)
def test_that_choices_are_circles_for_one_and_boxes_for_any(
    kind: Type, discs: int, boxes: int, typeset: Typeset
) -> None:
    question, rows = chosen(kind, 7)
    (figure,) = pages(FormPaper(asked(question, lists=(rows,))), typeset)
    small = [shape for shape in figure.primitives if isinstance(shape, Band) and shape.height == 4.0]
    assert (sum(isinstance(shape, Disc) for shape in figure.primitives), len(small)) == (discs, boxes)
    assert {f"Choice {place}" for place in range(1, 8)} <= {run.text for run in runs((figure,))}


def test_that_pictures_stand_between_mark_and_words_and_are_in_the_file_once(typeset: Typeset) -> None:
    question, rows = chosen(Type.SELECT_ONE, 3)
    media = (("image", "jr://images/house.png"),)
    pictured = replace(rows, choices=(*(replace(one, media=media) for one in rows.choices[:2]), rows.choices[2]))
    above = replace(text("b"), media=(("image", words("jr://images/plan.png")),))
    raster = Raster(30, 20, bytes((200, 0, 40)) * 600)
    held = asked(question, above, lists=(pictured,))
    paper = FormPaper(held, pictures={"house.png": raster, "plan.png": replace(raster, width=20, height=30)})
    with pypdfium2.PdfDocument(octets(paper, typeset)) as document:
        objects = list(document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
        boxes = sorted(placed.get_bounds() for placed in objects)
    assert len(boxes) == 3
    wide = [round((box[2] - box[0]) * 25.4 / 72, 1) for box in boxes]
    assert sorted(wide) == [24.0, 24.0, 30.0], "two of 16 mm, one of 45 mm in height"
    assert octets(paper, typeset).count(b"/Subtype /Image") == 2
    at = {run.text: run for run in runs(pages(paper, typeset))}
    assert at["Choice 1"].x == at["Choice 2"].x
    plainly = {run.text: run.x for run in runs(pages(FormPaper(held), typeset))}
    assert at["Choice 1"].x - plainly["Choice 1"] == pytest.approx(24.0 + 2.4)
    assert names(held, ()) == ("plan.png", "house.png")


def test_that_short_choices_stand_beside_each_other_and_are_read_downwards(typeset: Typeset) -> None:
    question, rows = chosen(Type.SELECT_ONE, 7)
    at = {run.text: run for run in runs(pages(FormPaper(asked(question, lists=(rows,))), typeset))}
    first, second, third = (at[f"Choice {place}"] for place in (1, 2, 3))
    assert first.x == second.x
    assert second.y > first.y
    assert (third.x > first.x, third.y) == (True, first.y)
    long, many = chosen(Type.SELECT_ONE, 3, "A choice that is rather too long to have another one beside it, number")
    lefts = {run.x for run in runs(pages(FormPaper(asked(long, lists=(many,))), typeset)) if "rather" in run.text}
    assert len(lefts) == 1


def test_that_the_label_of_a_layer_stands_on_the_line_of_its_words(typeset: Typeset) -> None:
    said = replace(text("a", "What happened? " * 30), guidance=words("In their own words."))
    printed = runs(pages(FormPaper(asked(said)), typeset))
    for label, begins in (("Read aloud", "What happened?"), ("Interviewer only", "In their own words.")):
        place = next(number for number, run in enumerate(printed) if run.text == label)
        assert printed[place + 1].text.startswith(begins)
        assert printed[place + 1].y == printed[place].y
        assert printed[place + 1].x > printed[place].x + typeset.width(label, printed[place].size, bold=True)
    assert told(pages(FormPaper(asked(said)), typeset)).count("What happened?") == 30, "no word is lost at the break"


@pytest.mark.parametrize(
    ("limits", "values"),
    [
        (Range("-2", "2", "1"), ["−2", "−1", "0", "+1", "+2"]),
        (Range("1", "5", "2"), ["1", "3", "5"]),
        (Range("0", "1", "0.5"), ["0.0", "0.5", "1.0"]),
        (Range("3", "1", "1"), ["1", "2", "3"]),
        (Range("1", "5", "0"), ["1"]),
    ],
)
def test_that_a_scale_has_a_cell_for_every_value(limits: Range, values: list[str], typeset: Typeset) -> None:
    assert cells(limits) == values
    question = replace(text("r", kind=Type.RANGE), range=limits)
    printed = [run.text for run in runs(pages(FormPaper(asked(question)), typeset)) if run.anchor == "middle"]
    assert printed == values


def test_that_the_words_of_a_scale_stand_under_its_cells_in_the_language_of_the_paper(typeset: Typeset) -> None:
    pairs = (("-2", "Bad", "Drwg"), ("0", "Neither", "Dim un"), ("2", "Good", "Da"))
    rows = ChoiceList("ends", tuple(Choice(one, Words((("en", (en,)), ("cy", (cy,))))) for one, en, cy in pairs))
    question = replace(text("r", kind=Type.RANGE), range=Range("-2", "2", "1", "ends"))
    far = replace(text("f", kind=Type.RANGE), range=Range("-2", "200", "1", "ends"))
    held = asked(question, far, lists=(rows,), languages=("en", "cy"), default_language="en")
    printed = runs(pages(FormPaper(held, "cy"), typeset))
    middles = {run.text: run.x for run in printed if run.anchor == "middle"}
    at = {run.text: run for run in printed}
    assert at["Dim un"].x == middles["0"]
    assert (at["Drwg"].anchor, at["Da"].anchor) == ("start", "end")
    assert at["Drwg"].x < middles["\u22122"] < middles["+2"] < at["Da"].x
    assert "\u22122 Drwg; 0 Dim un; +2 Da" in told(pages(FormPaper(held, "cy"), typeset)), "too long for cells"
    assert "Drwg" not in told(pages(FormPaper(held, "en"), typeset))


def test_that_a_scale_too_long_for_cells_says_its_limits(typeset: Typeset) -> None:
    question = replace(text("r", kind=Type.RANGE), range=Range("0", "1000000000", "1"))
    assert "from 0 to 1000000000, in steps of 1" in told(pages(FormPaper(asked(question)), typeset))


def test_that_conditions_are_printed_in_words_or_as_they_were_written(typeset: Typeset) -> None:
    question, rows = chosen(Type.SELECT_ONE, 2)
    said = replace(text("d"), relevant="/data/s/c = '2'")
    unsaid = replace(text("e"), relevant=" count( /data/s/c )  = 1 ")
    group = Group(path="/data/s/g", label=words("Group"), relevant="../c = '1'", children=(text("g/f"),))
    printed = told(pages(FormPaper(asked(question, said, unsaid, group, lists=(rows,))), typeset))
    assert "Only if 1.1 is “Choice 2”." in printed
    assert "Only if this holds: count( /data/s/c ) = 1" in printed
    assert "Group Only if" in printed


@pytest.mark.parametrize(
    ("count", "copies", "times"), [("", 3, 3), ("2", 3, 2), ("99", 1, MOST_COPIES), ("/data/s/n", 2, 2)]
)
def test_that_a_repeat_is_printed_as_often_as_asked_or_fixed(
    count: str, copies: int, times: int, typeset: Typeset
) -> None:
    repeat = Repeat(path="/data/s/r", label=words("Child"), count=count, children=(text("r/a", "Its age"),))
    printed = told(pages(FormPaper(asked(repeat), copies=copies), typeset))
    assert printed.count("Its age") == times
    assert f"Child, {times} of {times}" in printed
    assert ("another sheet" in printed) is (count == "")


def test_that_the_second_copy_of_a_repeat_says_what_is_asked_and_the_first_one_how(typeset: Typeset) -> None:
    own = replace(text("r/a", "Its age"), guidance=words("Whole years"), hint=words("As near as they can"))
    repeat = Repeat(path="/data/s/r", label=words("Child"), children=(own,))
    after = replace(text("b", "And then?"), guidance=words("Wait"))
    printed = told(pages(FormPaper(asked(repeat, after), copies=3), typeset))
    assert (printed.count("Its age"), printed.count("Whole years"), printed.count("As near as they can")) == (3, 1, 1)
    assert "Wait" in printed


def test_that_an_answer_inside_words_is_named_by_its_number(typeset: Typeset) -> None:
    pieces: tuple[Piece, ...] = ("You said ", Output(" /data/s/a "), ", and ", Output("1 + 1"))
    asks = replace(text("b"), label=Words((("", pieces),)))
    assert "You said [answer to 1.1], and [………]" in told(pages(FormPaper(asked(text("a"), asks)), typeset))


def test_that_a_language_without_words_falls_back_and_hidden_values_stay_hidden(typeset: Typeset) -> None:
    both = replace(text("a"), label=Words((("English", ("Home",)), ("Cymraeg", ("Cartref",)))))
    one = replace(text("b"), label=words("Only English", "English"))
    hidden = replace(text("c", "Never seen", Type.CALCULATE))
    held = asked(both, one, hidden, languages=("English", "Cymraeg"), default_language="English")
    printed = told(pages(FormPaper(held, "Cymraeg"), typeset))
    assert "Cartref" in printed
    assert "Only English" in printed
    assert "Home" not in printed
    assert "Never seen" not in printed


def test_that_every_question_with_a_number_has_a_box_for_the_reason_of_no_answer(typeset: Typeset) -> None:
    held = asked(text("a"), text("n", kind=Type.NOTE), replace(text("b"), required="true()"))
    (figure,) = pages(FormPaper(held), typeset)
    boxes = [shape for shape in figure.primitives if isinstance(shape, Band) and shape.x + shape.width == RIGHT]
    assert len(boxes) == 2
    printed = {run.text for run in runs((figure,))}
    assert {"1.1", "1.2*"} <= printed


def test_that_a_wild_form_runs_over_pages_with_nothing_cut(typeset: Typeset) -> None:
    question, rows = chosen(Type.SELECT_ONE, 300, "A choice with rather many words " * 6)
    long = text("l", "Un mot " * 900 + "x" * 400 + " مرحبا بالعالم\nA second paragraph")
    drawn = pages(FormPaper(asked(long, question, lists=(rows,))), typeset)
    assert len(drawn) > 10
    for figure in drawn:
        inside(figure, typeset)
    assert "words 300" in told(drawn)
    assert "A second paragraph" in told(drawn)


@pytest.mark.parametrize("count", [50, 60, 65, 70, 80])
def test_that_a_question_longer_than_a_page_begins_where_the_cursor_is(count: int, typeset: Typeset) -> None:
    question, rows = chosen(Type.SELECT_ONE, count, "A choice of one line that stands in one column")
    first, *_ = pages(FormPaper(asked(text("a"), question, lists=(rows,))), typeset)
    assert "A choice of one line that stands in one column 1" in told((first,))


def test_that_a_question_that_fits_on_a_page_stands_on_one(typeset: Typeset) -> None:
    question, rows = chosen(Type.SELECT_ONE, 12, "A choice of one line that stands in one column")
    drawn = pages(FormPaper(asked(*(text(f"q{place}") for place in range(7)), question, lists=(rows,))), typeset)
    held = [sum(isinstance(shape, Disc) for shape in figure.primitives) for figure in drawn]
    assert sorted(held) == [0, 12]


def test_that_the_file_names_the_form_and_is_the_same_each_time(typeset: Typeset, tmp_path: Path) -> None:
    paper = FormPaper(asked(text("a", "{braces} <b>tags</b>")))
    (page,) = read_back(octets(paper, typeset))
    assert "{braces} <b>tags</b>" in page
    assert f"version 3 · {'ab' * 8}" in page
    assert "Page 1 of 1" in page
    assert octets(paper, typeset) == octets(paper, typeset)
    assert write(paper, tmp_path / "form.pdf", typeset) == 1
    assert (tmp_path / "form.pdf").read_bytes() == octets(paper, typeset)
    with pytest.raises(FileIsThere):
        write(paper, tmp_path / "form.pdf", typeset)


def test_that_a_form_without_a_version_names_none(typeset: Typeset) -> None:
    (page,) = read_back(octets(FormPaper(asked(text("home"), version="")), typeset))
    assert "version" not in page.lower()


def test_that_the_paper_has_a_place_for_a_code_and_none_for_a_name(typeset: Typeset) -> None:
    (figure,) = pages(FormPaper(asked(text("a"))), typeset)
    assert (figure.width, figure.height) == (WIDTH, HEIGHT)
    printed = [run.text for run in runs((figure,))]
    assert printed[2:5] == ["Code", "Day", "Asked by (initials)"]
    assert "Write no names on this paper." in told((figure,))


@pytest.mark.parametrize(("name", "most"), [("cohort1", 14), ("cohort2", 16), ("voucher", 1)])
def test_that_a_questionnaire_is_no_thicker_than_somebody_carries_to_a_visit(
    name: str, most: int, typeset: Typeset
) -> None:
    assert len(pages(FormPaper(form(name)), typeset)) <= most


def test_that_a_heading_never_stands_at_the_foot_with_its_first_question_overleaf(typeset: Typeset) -> None:
    first = replace(text("z", "The first of its part. " * 40), path="/data/t/z")
    part = Group(path="/data/t", label=words("Another part"), children=(first,))
    for count in range(8, 14):
        held = asked(*(text(f"q{place}") for place in range(count)))
        held = replace(held, root=replace(held.root, children=(*held.root.children, part)))
        drawn = pages(FormPaper(held), typeset)
        on = [number for number, page in enumerate(drawn) if "2 Another part" in told((page,))]
        assert on == [number for number, page in enumerate(drawn) if "2.1 Read aloud" in told((page,))]
