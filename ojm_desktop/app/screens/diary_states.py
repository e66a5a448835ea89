"""The Diary tab in its states."""

from __future__ import annotations

from ojm_desktop.app.screens.stage import Stage
from ojm_desktop.ui.participant.diary.tab import DiaryTab
from ojm_desktop.ui.participant.page import ParticipantPage


def _tab(stage: Stage, participant: str) -> DiaryTab:
    page = stage.go("participant", f"{participant}/diary")
    assert isinstance(page, ParticipantPage)
    return page.parts.diary


def empty(stage: Stage) -> None:
    """Nothing is due yet."""
    _tab(stage, stage.scene.signed)


def weeks(stage: Stage) -> DiaryTab:
    """The weeks of somebody who writes."""
    return _tab(stage, stage.scene.writing)


def entry(stage: Stage) -> None:
    """What was written of a week, open to be put right."""
    tab = weeks(stage)
    tab.write(_week(stage, stage.scene.writing, is_written=True))


def missed(stage: Stage) -> None:
    """Why there is no entry about a week."""
    tab = weeks(stage)
    tab.weeks.choose(_week(stage, stage.scene.writing, is_written=False))
    tab.ask_missed()


def copying(stage: Stage) -> None:
    """A week being copied from paper."""
    who = stage.scene.copying
    tab = _tab(stage, who)
    tab.write(_week(stage, who, is_written=False))
    panel = tab.entry
    panel.mode.set_value("paper")
    panel.mode.chosen.emit("paper")
    panel.written.setText("3/4/2026")
    good = panel.happenings[0]
    good.words.setPlainText("My worker rang back the same day.")
    good.pathway.setCurrentIndex(2)
    panel.happenings[1].words.setPlainText("The hostel changed its rules again and nobody said.")


def booklet(stage: Stage) -> None:
    """How the booklet is to be printed."""
    weeks(stage).weeks.booklet.click()


def _week(stage: Stage, who: str, *, is_written: bool) -> int:
    """The fullest week that was written, or the first without an entry."""
    store = stage.scene.practice.study.store
    weeks = store.plan.get().cohort("1").diary_weeks
    entries = [one for one in store.diary.of(who) if one.missing is None]
    if is_written and entries:
        return max(entries, key=lambda one: len(one.occurrences)).week
    known = {one.week for one in entries}
    return next((week for week in range(1, weeks + 1) if week not in known), weeks)
