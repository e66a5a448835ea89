"""What lies beside a question follows its row of a repeat, as the trail of a visit says that rows came and went."""

from __future__ import annotations

from ojm_desktop.domain.clock import Instant
from ojm_desktop.domain.paradata import Step, What
from ojm_desktop.domain.rows import BACK, GONE, by_path, now_at, turn

NOW = Instant("2026-05-14T13:03:11.000Z", 60, 0)


def step(what: What, path: str, new: str = "") -> Step:
    return Step(path, what, NOW, new=new)


def went(number: int) -> Step:
    return step(What.REMOVED, f"/data/m[{number}]")


def back(number: int) -> Step:
    return step(What.TAKEN_BACK, f"/data/m[{number}]", BACK)


def test_that_rows_that_went_one_after_the_other_come_back_each_to_its_own() -> None:
    first, second, third = (f"/data/m[{number}]/name" for number in (1, 2, 3))
    steps = (went(2), went(2), back(2), back(2))
    assert [now_at(path, steps[:2]) for path in (first, second, third)] == [first, "/data/m/name", "/data/m/name"]
    assert [now_at(path, steps[:3]) for path in (first, second, third)] == [first, "/data/m/name", second]
    assert [now_at(path, steps) for path in (first, second, third)] == [first, second, third]


def test_that_an_answer_with_the_word_gone_or_back_taken_back_moves_no_row() -> None:
    path = "/data/m[2]/name"
    words = [step(What.TAKEN_BACK, path, word) for word in (GONE, BACK)]
    assert [turn(one) for one in words] == ["", ""]
    assert now_at(path, words) == path


def test_that_what_is_known_of_a_row_waits_for_it_and_what_came_meanwhile_stays() -> None:
    rows, kept = by_path(), {f"/data/m[{number}]/name": str(number) for number in (1, 2, 3)}  # type: ignore[var-annotated]
    kept = rows.after(kept, went(2))
    assert kept == {"/data/m[1]/name": "1", "/data/m[2]/name": "3"}
    later = rows.fork()
    assert later.after({**kept, "/data/m[2]/age": "30"}, back(2)) == {
        "/data/m[1]/name": "1",
        "/data/m[2]/name": "2",
        "/data/m[3]/name": "3",
        "/data/m[3]/age": "30",
    }
    assert [len(each.gone) for each in (rows, later)] == [1, 0]
