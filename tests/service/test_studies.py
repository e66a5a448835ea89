"""Making a study: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ojm_desktop.domain import template
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.service import backups, studies
from ojm_desktop.service.backups import close
from ojm_desktop.service.opening import StudyAlarm
from ojm_desktop.store import checks, codec, engine
from ojm_desktop.store.errors import AlreadyThere, DiskFull
from tests import studies as known


def make(path: Path) -> studies.Created:
    """A study made the quick way."""
    return studies.create(
        path, known.with_basis(template.bristol("a")), known.PASSPHRASE, known.SetClock(), parameters=known.QUICK
    )


@pytest.mark.parametrize("step", ["keyfile.create", "connections.create", "Session", "write_file"])
def test_that_a_study_that_could_not_be_made_leaves_nothing_and_the_name_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(f"ojm_desktop.service.studies.{step}", refuse)
        with pytest.raises(DiskFull):
            make(tmp_path / "a.ojm")
    assert list(tmp_path.iterdir()) == []
    close(make(tmp_path / "a.ojm").session)


def test_that_a_folder_with_something_in_it_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "a.ojm").mkdir()
    (tmp_path / "a.ojm" / "letter.txt").write_text("mine")
    with pytest.raises(AlreadyThere):
        make(tmp_path / "a.ojm")
    assert (tmp_path / "a.ojm" / "letter.txt").read_text() == "mine"


def tamper(folder: Path, *statements: str) -> None:
    """Run SQL with the study's own key, past every gate."""
    database = engine.open_file(folder / "study.db", studies.unlock(folder, known.PASSPHRASE).opened.current.study)
    for statement in statements:
        database.execute(statement)
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER ratings_need_consent_on_insert",
        "CREATE TRIGGER extra AFTER INSERT ON ratings BEGIN DELETE FROM notes; END",
        "CREATE TABLE copy AS SELECT * FROM notes",
    ],
)
def test_that_a_study_whose_gates_were_taken_down_or_added_to_is_not_opened(tmp_path: Path, statement: str) -> None:
    """What refuses rows without an agreement lies in the database itself: nothing is written where it is not whole."""
    session = known.on_disk(tmp_path / "a.ojm")
    known.signed_person(session)
    close(session)
    tamper(tmp_path / "a.ojm", statement)
    with pytest.raises(StudyAlarm, match="changed from outside"):
        known.reopened(tmp_path / "a.ojm")
    assert not (tmp_path / "a.ojm" / "lock").exists()


def test_that_the_check_at_the_start_finds_gates_that_the_study_itself_says_are_whole(tmp_path: Path) -> None:
    """Whoever has the key can write the fingerprint anew; the start compares with the program's own tables."""
    folder = tmp_path / "a.ojm"
    close(known.on_disk(folder))
    gate = "ratings_need_consent_on_insert"
    tamper(folder, f"DROP TRIGGER {gate}")
    database = engine.open_file(folder / "study.db", studies.unlock(folder, known.PASSPHRASE).opened.current.study)
    database.execute("UPDATE meta SET value = ? WHERE key = 'schema_sha256'", (checks.schema_fingerprint(database),))
    database.close()
    session = known.reopened(folder)
    assert session.place is not None
    found = backups.back_up_and_check(session.place, "2026-05-14T13:00:00.000Z").problems
    session.close()
    assert [problem.what for problem in found if gate in problem.what]


def test_that_the_first_plan_is_read_without_working_out_how_once_everything_was_got_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = codec.to_text(template.bristol("a"))
    worked_out: list[object] = []
    with monkeypatch.context() as fresh:
        fresh.setattr(codec, "_CONVERTER", codec._converter())
        studies.get_ready()
        fresh.setattr("builtins.compile", lambda code, *how, **more: worked_out.append(code))
        codec.from_text(plain, StudyPlan)
    assert worked_out == []
