"""XForms into forms: the words, the tree, the kinds of question, and what is refused."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from ojm_desktop.domain.form import (
    Check,
    Choice,
    Choices,
    Default,
    Form,
    Group,
    Level,
    Output,
    Question,
    Range,
    Repeat,
    Role,
    Type,
    Words,
)
from ojm_desktop.forms.importing import read_form
from ojm_desktop.forms.running import RunningForm
from ojm_desktop.forms.xform import DEEPEST, BadXForm, parse
from tests.forms.making import environment

WORKBOOKS = Path(__file__).parent / "workbooks"
ENGLISH, WELSH = "English (en)", "Cymraeg (cy)"


@functools.cache
def everything() -> Form:
    """A form with one question of each kind, by way of pyxform."""
    return parse(convert(WORKBOOKS / "everything.md", file_type=".md").xform.encode())


def question(name: str) -> Question:
    """The question of that name."""
    return next(one for one in everything().questions() if one.name == name)


def xform(binds: str = "", body: str = "", data: str = "<age/>") -> bytes:
    """A small XForm written by hand, the way other programs write one."""
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa" xmlns:ojm="https://ojm-desktop.example/ns">'
        f'<h:head><h:title>Small</h:title><model><instance><data id="small">{data}</data></instance>{binds}</model>'
        f"</h:head><h:body>{body}</h:body></h:html>"
    ).encode()


@pytest.mark.parametrize(
    ("name", "kind", "source"),
    [
        ("nm", Type.TEXT, "string"),
        ("age", Type.INTEGER, "int"),
        ("a", Type.SELECT_ONE, "string"),
        ("b", Type.SELECT_MULTIPLE, "string"),
        ("r", Type.RANK, "odk:rank"),
        ("rg", Type.RANGE, "int"),
        ("d", Type.DATE, "date"),
        ("ti", Type.TIME, "time"),
        ("dt", Type.DATE_TIME, "dateTime"),
        ("de", Type.DECIMAL, "decimal"),
        ("c", Type.CALCULATE, "string"),
        ("c2", Type.CALCULATE, "string"),
        ("hi", Type.HIDDEN, "string"),
        ("n", Type.NOTE, "string"),
        ("ok", Type.ACKNOWLEDGE, "string"),
        ("im", Type.IMAGE, "image/*"),
        ("sg", Type.SIGNATURE, "image/*"),
        ("au", Type.AUDIO, "audio/*"),
        ("vi", Type.FILE, "video/*"),
        ("ge", Type.TYPED_ELSEWHERE, "geopoint"),
        ("ba", Type.TYPED_ELSEWHERE, "barcode"),
        ("ex", Type.TYPED_ELSEWHERE, "select_one_external"),
        ("start", Type.META, "dateTime"),
        ("instanceID", Type.META, "string"),
        ("instanceName", Type.CALCULATE, "string"),
    ],
)
def test_that_each_kind_of_question_is_told_by_its_control_and_bind(name: str, kind: Type, source: str) -> None:
    assert (question(name).type, question(name).source_type) == (kind, source)


def test_that_a_translation_nobody_wrote_is_missing_and_no_dash() -> None:
    assert question("nm").label == Words(((ENGLISH, ("Name?",)), (WELSH, ("Enw?",))))
    assert question("d").label == Words(((ENGLISH, ("D",)),))
    assert question("nm").guidance == Words(((ENGLISH, ("eyes only",)),))


def test_that_a_dash_in_every_language_is_a_dash() -> None:
    table = "".join(
        f'<translation lang="{one}"><text id="l"><value>-</value></text></translation>' for one in (ENGLISH, WELSH)
    )
    labelled = "<input ref='/data/age'><label ref=\"jr:itext('l')\"/></input>"
    form = parse(xform(f"<itext>{table}</itext>", labelled))
    assert next(form.questions()).label == Words(((ENGLISH, ("-",)), (WELSH, ("-",))))


def test_that_values_stand_inside_words_at_their_place() -> None:
    label = question("cn").label.find((ENGLISH,))
    assert label == (ENGLISH, ("Child ", Output("/data/age"), " of ", Output("../cn2")))
    assert question("age").checks[1].message == Words((("", ("Look again ", Output("/data/nm"))),))


def test_that_checks_are_the_constraint_and_then_ours_with_their_levels() -> None:
    first, second = question("age").checks
    assert (first, second.level) == (Check(Level.BLOCK, ". > 1 and . < 100"), Level.WARN)
    assert second.expression == ". >  /data/nm"
    assert (question("age").role, question("age").pathway) == (Role.RATING, "housing")


def test_that_groups_and_repeats_hold_what_lies_in_them() -> None:
    root = everything().root
    group = next(node for node in root.children if isinstance(node, Group) and node.name == "g")
    assert [child.name for child in group.children] == ["a", "b", "r", "pl", "rg", "child"]
    assert (group.relevant, group.appearance) == ("/data/age  > 3", ("field-list",))
    repeat = group.children[-1]
    assert isinstance(repeat, Repeat)
    assert (repeat.count, repeat.first_instances) == ("/data/age", 1)
    assert repeat.label == Words(((ENGLISH, ("Child",)),))
    assert [child.path for child in repeat.children] == ["/data/g/child/cn", "/data/g/child/cn2"]


def test_that_choices_come_with_filter_order_and_columns() -> None:
    assert question("b").choices == Choices("town", "county= /data/g/a", randomized=True, seed="3")
    assert question("pl").choices == Choices("places", "county= /data/g/a", "id", "nm")
    town = next(one for one in everything().lists if one.id == "town")
    assert town.choices[0] == Choice("t1", Words(((ENGLISH, ("Town 1",)),)), (("county", "k"),))
    assert ("places", "places.csv") in everything().files
    assert "__last-saved" not in dict(everything().files)


def test_that_a_list_of_the_answers_of_a_repeat_has_its_path() -> None:
    itemset = "<itemset nodeset=\"/data/child[./n != '']\"><value ref='n'/><label ref='n'/></itemset>"
    form = parse(xform(body=f"<select1 ref='/data/age'>{itemset}</select1>"))
    assert next(form.questions()).choices == Choices("/data/child[./n != '']", "", "n", "n")


def test_that_choices_written_inside_a_control_are_a_list_of_the_form() -> None:
    body = "<select1 ref='/data/age'><item><label>Young</label><value>y</value></item></select1>"
    form = parse(xform(body=body))
    assert next(form.questions()).choices == Choices("data_age")
    assert form.lists[0].choices == (Choice("y", Words((("", ("Young",)),))),)


def test_that_a_default_waits_for_its_triggers_and_others_are_set_once() -> None:
    assert question("age").defaults == (Default("1+2"),)
    assert question("d").defaults == (Default("now()"),)
    assert question("c2").defaults == (Default("now()", ("/data/age",)),)
    assert (question("nm").static_default, question("rg").range) == ("bob", Range("-5", "5", "1"))


def test_that_the_form_says_what_it_is() -> None:
    form = everything()
    assert (form.id, form.version, form.title) == ("sink", "3", "Sink")
    assert (form.languages, form.default_language) == ((ENGLISH, WELSH), ENGLISH)
    assert form.submission_name == "concat( /data/nm , 'x')"
    assert len(form.digest) == 64


def test_that_paths_relative_to_their_group_are_found() -> None:
    body = "<group ref='flat'><label>Home</label><input ref='rooms'><label>Rooms</label></input></group>"
    form = parse(xform('<bind nodeset="/data/flat/rooms" type="int"/>', body, "<flat><rooms/></flat>"))
    rooms = next(form.questions())
    assert (rooms.path, rooms.type, rooms.label) == ("/data/flat/rooms", Type.INTEGER, Words((("", ("Rooms",)),)))


def test_that_i2_an_entity_is_refused_and_its_file_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("what nobody may see")
    inner = f'<!DOCTYPE h:html [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "{secret.as_uri()}">]>'
    for entity in ("&a;", "&b;", ""):
        with pytest.raises(BadXForm, match="entities or a document type"):
            parse(inner.encode() + xform(data=f"<age>{entity}</age>"))


@pytest.mark.parametrize(
    ("octets", "said"),
    [
        (b"<x>", "not well-formed"),
        (b"", "not well-formed"),
        (b"<x/>", "no XForm"),
        (xform(data="<g>" * (DEEPEST + 1) + "</g>" * (DEEPEST + 1)), "deep"),
        (xform(body="<input ref='/data/gone'/>"), "no such place"),
        (xform('<bind nodeset="/data/age" ojm:role="ratings"/>'), "rating, comment, event"),
        (xform('<bind nodeset="/data/age" ojm:check_1=". > 1"/>'), "begins with block:"),
        (xform('<bind nodeset="/data/age" ojm:minimum_seconds="soon"/>'), "whole number"),
    ],
)
def test_that_what_is_no_form_is_refused_with_a_sentence(octets: bytes, said: str) -> None:
    with pytest.raises(BadXForm, match=said):
        parse(octets)


@pytest.mark.parametrize("limit", ["low", "nan", "Infinity", "1e999999999", "1" * 40])
def test_that_a_scale_whose_ends_are_no_numbers_is_refused_before_anybody_answers_it(limit: str) -> None:
    body = f'<range ref="/data/age" start="0" end="{limit}" step="1"><label>Age</label></range>'
    with pytest.raises(BadXForm, match="for an end or a step"):
        parse(xform(body=body))


def test_that_what_stands_inside_a_setvalue_is_a_text_and_its_place_may_be_a_bind() -> None:
    model = (
        """<bind id="b" nodeset="/data/age"/><setvalue bind="b" event="odk-instance-first-load">It's 1+1</setvalue>"""
    )
    running = RunningForm(parse(xform(model, "<input ref='/data/age'/>")), environment())
    assert running.state("/data/age").value == "It's 1+1"


def test_that_all_mistakes_of_an_xform_are_told_at_once_each_with_its_place() -> None:
    model = (
        '<bind nodeset="/data/age" ojm:role="ratings" ojm:minimum_seconds="soon" ojm:check_1=". > 1" '
        'ojm:part="none" calculate="/data/gone + nope(1)"/><bind nodeset="/data/nowhere" type="int"/>'
    )
    body = (
        "<input ref='/data/zzz'/><input ref='/data/age'><label ref=\"jr:itext('lost')\"/></input><odd ref='/data/age'/>"
    )
    told = [str(one) for one in read_form("x.xml", xform(model, body)).report.problems]
    wanted = (
        "ojm:role",
        "ojm:part",
        "ojm:minimum_seconds",
        "ojm:check_1",
        "/data/zzz",
        "nope",
        "/data/nowhere",
        "<odd>",
    )
    assert [word for word in (*wanted, "“lost”") if not any(word in one for one in told)] == []
    assert all(one.startswith(("/data/", "bind of /data/", "<", "The form asks for /data/")) for one in told)


def test_that_a_form_with_loose_ends_can_be_used_and_says_where_they_are() -> None:
    model = '<bind nodeset="/data/nowhere" type="int"/><bind nodeset="/data/age" relevant="/data/gone = 1"/>'
    found = read_form("x.xml", xform(model, "<input ref='/data/age'/>"))
    assert found.form is not None
    assert [one.what.partition(":")[0] for one in found.report.problems] == ["bind of /data/nowhere", "/data/age"]
