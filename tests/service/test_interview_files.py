"""Files that are answers lie inside the study; lists and what the study knows fill a questionnaire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ojm_desktop.domain import answer
from ojm_desktop.domain.errors import ConsentMissing, Refused
from ojm_desktop.domain.kept_form import FormFile
from ojm_desktop.service import replay, verify
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import AddParticipant, ImportForm, StartVisit
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_overview import Open, finish_list
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from tests import studies
from tests.interviewing import asking, begin, keep, xform

PNG = b"\x89PNG\r\n\x1a\n a picture"
FLATS = FormFile("flats.csv", b"name,label,rent\nf1,First floor,300\nf2,Attic,410\n")
WORKBOOK = """
| survey |
| | type | name | label | calculation | bind::ojm:known | choice_filter |
| | text | code | Code | | code | |
| | select_one weeks | week | Week | | wave | |
| | select_one orders | order | Order | | order | |
| | date | began | Began | | order_start | |
| | date | on | Held on | | held_on | |
| | integer | age | Age | | age | |
| | image | drawing | Draw it | | | |
| | audio | sound | Say it | | | |
| | file | paper | A paper | | | |
| | select_one_from_file flats.csv | flat | Which flat? | | | |
| | calculate | rent | | pulldata('flats', 'rent', 'name', ${flat}) | | |
| | note | told | It costs ${rent}. | | | |
| choices |
| | list_name | name | label |
| | weeks | 4 | Week 4 |
| | weeks | 8 | Week 8 |
| | orders | cs | Community Order with Supervision |
"""


@pytest.fixture
def session() -> Iterator[Session]:
    """The questionnaire with its list, published."""
    found = asking(WORKBOOK, (FLATS,))
    yield found
    found.close()


def test_that_a_file_is_an_answer_inside_the_study_under_a_name_of_the_questions(session: Session) -> None:
    talk = begin(session)
    talk.attach("/data/drawing", "Jonathan Miller.PNG", PNG)
    talk.attach("/data/paper", "letter to John.pdf", b"%PDF")
    found = Interview(session, talk.visit.id)
    assert found.answers["/data/drawing"].value == "drawing.png"
    assert found.answers["/data/paper"].value == "paper.pdf"
    assert (found.file("/data/drawing"), found.file("/data/code")) == (PNG, None)
    assert not any("John" in str(event) for event in session.study.store.rows_of("answers"))
    session.undo()
    session.undo()
    talk.open()
    assert talk.file("/data/drawing") is None
    session.redo()
    talk.open()
    assert talk.file("/data/drawing") == PNG
    log = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert log.problems == []
    assert list(differences(session.study, log)) == []


def test_that_a_file_is_refused_where_the_question_its_size_or_its_kind_forbids_it(
    session: Session,
) -> None:
    talk = begin(session)
    before = session.sequence
    for path, octets, why in (
        ("/data/code", PNG, "takes no file"),
        ("/data/drawing", b"", "empty"),
        ("/data/drawing", b"MZ a program", "no picture"),
        ("/data/paper", b"x" * (answer.MOST_OCTETS + 1), "larger than 20 MiB"),
    ):
        with pytest.raises(Refused, match=why):
            talk.attach(path, "a.png", octets)
    with pytest.raises(ConsentMissing, match="sound recording"):
        talk.attach("/data/sound", "a.ogg", b"OggS")
    assert session.sequence == before
    assert list(session.study.store.files.all()) == []
    assert talk.answers == {}


def test_that_verifying_finds_a_file_that_was_changed_added_or_taken_away(tmp_path: Path) -> None:
    session = studies.on_disk(tmp_path / "files.ojm")
    who = studies.signed_person(session)
    keep(session, WORKBOOK, (FLATS,))
    begin(session).attach("/data/drawing", "a.png", PNG)
    session.close()

    def problems(sql: str) -> list[str]:
        opened = studies.reopened(tmp_path / "files.ojm")
        opened.study.store.connection.execute(sql)
        unlocked = studies.unlocked(opened)
        opened.close()
        return [str(problem.what) for problem in verify.verify(unlocked).problems]

    assert problems("SELECT 1") == []
    assert problems("UPDATE files SET octets = x'00'") == ["files, C1-01: a file was changed afterwards"]
    gone = problems("DELETE FROM files")
    assert gone == ["files, C1-01: a file that the log names is gone"]
    added = problems(f"INSERT INTO files VALUES('{who}', '{'a' * 64}', 'file', x'00')")
    assert "files, C1-01: a file was changed afterwards" in added


def test_that_lists_beside_a_form_are_kept_with_it_and_looked_into(session: Session) -> None:
    talk = begin(session)
    assert [choice.label for choice in talk.state("/data/flat").choices] == ["First floor", "Attic"]
    talk.answer("/data/flat", "f2")
    assert Interview(session, talk.visit.id).state("/data/told").label == "It costs 410."
    assert talk.form_file("flats.csv") == FLATS.octets
    for _ in range(3):
        session.undo()
    session.redo()
    log = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert list(differences(session.study, log)) == []


def test_that_files_beside_a_form_have_a_size_and_another_list_needs_another_version(session: Session) -> None:
    huge = FormFile("huge.csv", b"x" * (answer.MOST_OCTETS + 1))
    other = xform(WORKBOOK).replace("Which flat?", "Which?")
    with pytest.raises(Refused, match="larger than 20 MiB"):
        session.do(ImportForm(name="week", version="2", title="Week", xml=other, files=(huge,)))
    with pytest.raises(Refused, match="new version"):
        session.do(ImportForm(name="week", version="1", title="Week", xml=xform(WORKBOOK), files=()))


def test_that_a_list_that_did_not_come_along_is_missed_where_it_is_looked_into() -> None:
    session = asking(WORKBOOK)
    talk = begin(session)
    assert talk.state("/data/flat").choices == ()
    session.close()


def test_that_a_questionnaire_opens_with_what_the_study_knows_and_keeps_it_with_the_first_answer(
    session: Session,
) -> None:
    talk = begin(session)
    told = {name: talk.state(f"/data/{name}").value for name in ("code", "week", "began", "on", "age")}
    assert told == {"code": "C1-01", "week": "4", "began": "2026-03-02", "on": "2026-03-31", "age": "34"}
    assert talk.answers == {}
    talk.answer("/data/week", "")
    assert talk.answers["/data/code"].value == "C1-01"
    found = Interview(session, talk.visit.id)
    assert (found.state("/data/week").value, found.state("/data/code").value) == ("", "C1-01")


def test_that_another_code_or_week_than_the_visits_is_warned_of_until_it_is_right(session: Session) -> None:
    talk = begin(session)
    talk.answer("/data/code", "C1-02")
    talk.answer("/data/week", "8")
    found = [one for one in finish_list(talk) if one.what is Open.WARNED]
    assert [one.path for one in found] == ["/data/code", "/data/week"]
    assert "“C1-01”" in found[0].words
    assert "“Week 4”" in found[1].words
    talk.answer("/data/began", "2026-03-03")
    (began,) = talk.state("/data/began").warnings
    assert "“2026-03-02”" in began.message
    talk.answer("/data/began", "2026-03-02")
    talk.answer("/data/age", "35")
    assert talk.state("/data/age").warnings == (), "an age may be put right by who it is about"
    talk.answer("/data/code", "C1-01")
    talk.answer("/data/week", "4")
    assert not [one for one in finish_list(talk) if one.what is Open.WARNED]
    late = begin(session, "12")
    late.answer("/data/week", "8")
    assert late.state("/data/week").warnings == (), "the list has no week 12"


def test_that_what_the_question_does_not_take_leaves_it_empty_and_words_find_their_choice(session: Session) -> None:
    """At week 12 the list has no such week; an order is found by its words, where it is known at all."""
    assert begin(session, "12").state("/data/week").value == ""
    assert begin(session, "8").state("/data/order").value == ""
    session.do(
        AddParticipant(cohort="1", order_start=date(2026, 3, 2), order_types=("Community Order with Supervision",))
    )
    newest = session.study.store.people.all()[-1]
    studies.sign(session, newest.id)
    (facts,) = (facts for facts in session.study.store.forms.all() if facts.id == "week")
    session.do(StartVisit(participant=newest.id, wave="4", form=facts.digest, held_on=date(2026, 3, 31)))
    (visit,) = session.study.store.visits.of(newest.id)
    assert Interview(session, visit.id).state("/data/order").value == "cs"
