"""R9: what can be read of a damaged study comes back, the broken folder stays, and the result verifies."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ojm_desktop.service import backups, salvage, studies
from ojm_desktop.service.verify import verify
from ojm_desktop.store.salvage import SET, Wreck
from ojm_desktop.vault.words import to_words
from tests import studies as known

PAGE = 4096
PEOPLE = 17
WAVES = ("4", "8", "12")


@pytest.fixture(scope="module")
def rated(tmp_path_factory: pytest.TempPathFactory) -> tuple[studies.Unlocked, int, str]:
    """A closed study, how many ratings it holds, the words of its newest event; only its people are in a backup."""
    clock = known.SetClock()
    session = known.on_disk(tmp_path_factory.mktemp("salvage") / "a.ojm", clock=clock)
    assert session.place is not None
    with session.together():
        people = [known.signed_person(session) for _ in range(PEOPLE)]
    backups.back_up(session.place, session.clock.now().utc)
    with session.together():
        for person in people:
            for number, pathway in enumerate(session.plan.pathways):
                for wave in WAVES:
                    clock.move(seconds=7)
                    known.rate(session, person, pathway.key, wave, number % 5, session.today())
    head, many = " ".join(to_words(session.head_hash)), PEOPLE * len(session.plan.pathways) * len(WAVES)
    unlocked = known.unlocked(session)
    session.close()
    return unlocked, many, head


def page_of(unlocked: studies.Unlocked, table: str, trial: Path) -> int:
    """The last page of the file (its first is 1) without which a table has a hole."""
    whole, key = unlocked.folder.db.read_bytes(), unlocked.opened.current.study
    for page in range(len(whole) // PAGE - 1, 1, -1):
        trial.write_bytes(whole[: (page - 1) * PAGE] + bytes(PAGE) + whole[page * PAGE :])
        with closing(Wreck(trial, key, SET)) as wreck:
            first, rows = (wreck.execute(f"SELECT * FROM {table}{end}").rows for end in (" LIMIT 1", ""))
            if first and not rows:
                return page
    raise AssertionError(table)


def damaged(unlocked: studies.Unlocked, folder: Path, page: int) -> studies.Unlocked:
    """A copy of the study of which one page (the first is 1) is zeros."""
    shutil.copytree(unlocked.folder.path, folder)
    with (folder / "study.db").open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(bytes(PAGE))
    return studies.Unlocked(studies.study_folder(folder), unlocked.opened)


def every_byte(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_that_r9_of_a_zeroed_page_of_ratings_events_or_payloads_98_of_100_ratings_come_back(
    rated: tuple[studies.Unlocked, int, str], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    unlocked, many, head = rated
    for table in ("payloads", "events", "ratings"):
        page, target = page_of(unlocked, table, tmp_path / "trial.db"), tmp_path / f"{table}-again.ojm"
        broken = damaged(unlocked, tmp_path / f"{table}.ojm", page)
        before = every_byte(broken.folder.path)
        out = salvage.salvage(broken, target, known.SetClock())
        codes = {person.code for person in out.session.study.store.people.all()}
        missing = many - len(out.session.study.store.rows_of("ratings"))
        out.session.close()
        record_property("figure", f"a page of {table} zeroed: {many - missing} of {many} ratings back")
        assert missing <= many // 50
        assert len(codes) == PEOPLE
        assert (missing > 0) == (table == "payloads")
        assert len(out.affected) == len(out.records) == missing
        assert all(record.split(", ")[1] in codes for record in out.records)
        report = verify(studies.Unlocked(studies.study_folder(target), unlocked.opened), head)
        assert [problem.what[:37] for problem in report.problems] == (
            ["these words are known, and lost by th"] if table == "events" else []
        )
        assert every_byte(broken.folder.path) == before


def test_that_r9_a_study_of_which_nothing_can_be_read_is_left_as_it_is(
    rated: tuple[studies.Unlocked, int, str], tmp_path: Path
) -> None:
    broken = damaged(rated[0], tmp_path / "b.ojm", 1)
    shutil.rmtree(broken.folder.backups)
    before = every_byte(broken.folder.path)
    with pytest.raises(salvage.NothingToSalvage):
        salvage.salvage(broken, tmp_path / "again.ojm", known.SetClock())
    assert every_byte(broken.folder.path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["b.ojm"]
