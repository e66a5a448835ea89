"""Subject access: all that is kept about one person, and nothing of anybody else (W8)."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pypdfium2
import pytest

from ojm_desktop.domain.access_paper import may_name_others
from ojm_desktop.service import access, reveal
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.reveal import NamesClosed
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.typeset import Typeset
from tests import from_paper, studies
from tests.service.erasing import CANARIES, ids, opened

NO_CONTENT = {"payloads": "told as the log", "commitment_keys": "a random number"}


def test_that_w8_every_row_of_a_person_is_in_it_in_every_table_the_schema_has(unlocked: Unlocked) -> None:
    session = opened(unlocked)
    who = ids(session)[1]
    reveal.let(session, is_proved=True)
    found = access.gather(session, who).plain
    rows = session.study.store.connection
    there = 0
    for (table,) in rows.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        columns = [str(row[1]) for row in rows.execute(f"PRAGMA table_info({table})").fetchall()]
        for row in rows.execute(f"SELECT * FROM {table}").fetchall():
            if who in row and table not in NO_CONTENT:
                plain = [base64.b64encode(each).decode() if isinstance(each, bytes) else each for each in row]
                assert dict(zip(columns, plain, strict=True)) in found["tables"][table]
                there += 1
    assert there == sum(len(each) for each in found["tables"].values()) > 40
    told = {each["event"]: each["did"] for each in found["log"]}
    for event in session.study.store.log.events():
        entry = read(session.study, event)
        assert entry is not None
        if entry.entry.edit.subject() == who:
            assert told.pop(event.sequence) == json.loads(entry.entry.to_text())
    assert told == {}
    assert found["sealed"].keys() >= {"identity", "disclosures", "contacts"}
    assert [draft["text"] for draft in found["half_typed"]] == [f"half a {CANARIES[1]} number"]
    session.close()


def test_that_w8_it_is_written_for_people_and_machines_with_nothing_of_others_and_logged_apart(
    unlocked: Unlocked, tmp_path: Path
) -> None:
    session = opened(unlocked)
    who = ids(session)[1]
    with pytest.raises(NamesClosed):
        access.write(session, who, tmp_path / "one.pdf", "asked for it", Typeset())
    assert list(tmp_path.glob("one.*")) == []
    reveal.let(session, is_proved=True)
    assert access.write(session, who, tmp_path / "one.pdf", "asked for it", Typeset()) == ("one.pdf", "one.json")
    plain = json.loads((tmp_path / "one.json").read_text())
    with pypdfium2.PdfDocument(tmp_path / "one.pdf") as paper:
        words = " ".join(page.get_textpage().get_text_range() for page in paper)
    for text in (words, json.dumps(plain)):
        assert f"{CANARIES[1]} said something" in " ".join(text.split())
        assert not any(other in text.casefold() for other in (CANARIES[0], CANARIES[2]))
    assert "Ada Bullfinch" in words
    payload = session.study.store.log.payload(session.sequence)
    assert payload is not None
    assert payload.sealed is not None
    session.close()


def test_that_w8_words_that_may_name_somebody_else_are_listed_to_be_looked_at() -> None:
    said = ("My brother Callum helped. We moved.", "At first I, Rhian, and Mr Okafor did.", "Nothing to say of Ada")
    assert may_name_others(said, "Ada Bullfinch") == ("Callum", "Okafor", "Rhian")


def test_that_w8_answers_stand_under_the_questions_own_words_and_changes_are_said_in_sentences() -> None:
    session = studies.in_memory()
    studies.signed_person(session)
    visit = from_paper.typed_in(session)
    found = access.gather(session, visit.participant)
    parts = {part.heading: part.records for part in found.paper.parts}
    answers = {record.label: record.words for record in parts["Answers, Week 4, 31 March 2026"]}
    assert answers["How is it where you live?"].startswith("−3")
    assert answers["Where have you slept?"].startswith("My own flat; A friend's sofa")
    assert answers["How is family?"].startswith("No answer: refused")
    assert "Where was that?" not in answers
    told = parts["Changes, in the order they were made"]
    assert [record.words for record in told] == [each["said"] for each in found.plain["log"]]
    assert "C1-01 was added." in [record.words for record in told]
    said = " ".join(f"{record.label} {record.words}" for records in parts.values() for record in records)
    assert "/data" not in said
    assert "AnswerQuestion" not in said
