"""Cohort 1: joined within two weeks (MB21), asked at each wave (MB24), a diary in between (MB19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ojm_desktop.domain.answer import CommentKind, Comparison, NonAnswer
from ojm_desktop.domain.diary import DiaryMode, Occurrence, due_day
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.paper_check import Reading
from ojm_desktop.domain.plan import Wave
from ojm_desktop.domain.plan import due_day as wave_day
from ojm_desktop.domain.rating import Missing
from ojm_desktop.domain.visit import Mode, PauseReason
from ojm_desktop.service import visits
from ojm_desktop.service.back_entry import BackEntry
from ojm_desktop.service.edits import AddDiaryEntry, DescribeHotSpot, MarkHotSpot, MissDiaryWeek, SetAccommodation
from ojm_desktop.service.practice.asking import Asking, Moment
from ojm_desktop.service.practice.life import Life, Step
from ojm_desktop.service.practice.people import Episode

DIARY_WEEKS: Final = 12
PAUSED_AFTER, STOPPED_AFTER, LEFT_AFTER, WELSH_AFTER = 3, 6, 3, 4
"""Pathways that were asked by then."""
RESTS_ON: Final = 4
"""Days after its planned one on which the interview was begun that rests."""
MODES: Final = {Episode.BY_PHONE: Mode.BY_PHONE, Episode.ON_PAPER: Mode.PAPER}


@dataclass(frozen=True)
class Visit:
    """One interview: its day, the day of the one before (or the order's start), how life felt, and what is special."""

    wave: Wave
    day: date
    since: date
    mood: float
    is_skipped: bool
    episode: Episode


@dataclass(frozen=True)
class Script:
    """What is said in one interview: a value or why there is none, what happened, and what was marked afterwards."""

    values: dict[str, int]
    reasons: dict[str, NonAnswer]
    moments: dict[str, list[Moment]]
    marked: list[tuple[str, Moment]]
    """Marked on the map by the researcher, not confirmed."""


class Followed(Life):
    """Somebody who is asked three times."""

    def steps(self) -> list[Step]:
        cohort = self._session.plan.cohort(self._person.cohort)
        joined = self._start + timedelta(days=self._chance.randint(3, 12))
        steps = [Step(joined, self._join), *self._visits(cohort.waves), *self._diary(joined)]
        return sorted(steps, key=lambda step: step.day)

    def _visits(self, waves: tuple[Wave, ...]) -> list[Step]:
        chance = self._chance
        done = [wave for wave in waves if wave_day(wave, self._start) + timedelta(days=4) < self._today]
        done = done[: len(waves) - self._person.open_waves]
        skipped = chance.choice(done).key if len(done) == len(waves) and chance.random() < 0.3 else None
        if self._person.episode is Episode.MISSED:
            skipped = skipped or done[1].key
        mood, slope = chance.uniform(-3, 1), chance.uniform(-0.3, 2.2)
        steps: list[Step] = []
        before: dict[str, int] = {}
        last = self._start
        for number, wave in enumerate(done):
            day = wave_day(wave, self._start) + timedelta(days=chance.randint(-3, 4))
            episode = self._episode_of(number)
            visit = Visit(wave, day, last, mood + slope * number, wave.key == skipped, episode)
            steps.append(Step(day, lambda visit=visit: self._visit(visit, before)))  # type: ignore[misc]
            last = day
        if len(done) == len(waves):
            kept = " ".join(f"week_{wave.key}" for wave in done if wave.key != skipped)
            steps.append(Step(last, lambda: self._thank(f"{kept} diary")))
            steps.append(Step(last, self._complete))
        elif self._person.episode is Episode.LEFT_OPEN:
            steps.append(Step(self._today - timedelta(days=1), lambda: self._leave_open(waves[len(done)], before)))
        elif self._person.rests:
            day = min(
                self._today - timedelta(days=1), wave_day(waves[len(done)], self._start) + timedelta(days=RESTS_ON)
            )
            steps.append(Step(day, lambda: self._leave_open(waves[len(done)], before, PauseReason.INTERRUPTION)))
        return steps

    def _episode_of(self, number: int) -> Episode:
        """What is special in this one of their interviews."""
        episode = self._person.episode
        at = {Episode.RESTS: 0, Episode.LEFT_OPEN: -1, Episode.MISSED: -1}.get(episode, 1)
        return episode if number == at else Episode.NONE

    def _visit(self, visit: Visit, before: dict[str, int]) -> None:
        """Every pathway rated, or why not, with the moments that mattered since the visit before."""
        script, chance, session = self._script(visit, before), self._chance, self._session
        if visit.is_skipped:
            reason = self._more.choice(self._words["reasons"]["M"])
            session.do(*visits.missed(session, self._id, visit.wave.key, Missing.MISSED, reason))
        else:
            self._hold(visit, script)
        if before and chance.random() < 0.2:
            home = chance.choice(session.plan.accommodation_types[:5])
            session.do(SetAccommodation(participant=self._id, wave=visit.wave.key, type=home))
        for pathway, moment in script.marked:
            self._mark(pathway, moment)
        before.clear()
        before.update(script.values)

    def _script(self, visit: Visit, before: dict[str, int]) -> Script:
        chance = self._chance
        script = Script({}, {}, {}, [])
        for pathway in self._session.plan.pathways:
            letter = self._gap(visit.is_skipped)
            if letter is not None:
                chance.choice(self._words["reasons"][letter.value])
                refused = letter is Missing.DECLINED
                script.reasons[pathway.key] = NonAnswer.REFUSED if refused else NonAnswer.NOT_ASKED_TIME
                continue
            script.values[pathway.key] = self._on_scale(visit.mood + chance.gauss(0, 2))
        self._strike(visit, before, script)
        return script

    def _gap(self, whole_visit: bool) -> Missing | None:
        if whole_visit:
            return Missing.NOT_REACHED
        roll = self._chance.random()
        return Missing.DECLINED if roll < 0.03 else Missing.MISSED if roll < 0.04 else None

    def _strike(self, visit: Visit, before: dict[str, int], script: Script) -> None:
        """Hot spots where much changed, some before the first visit, a few of both signs.

        Some changes stay suggestions.
        """
        chance = self._chance
        for pathway, new in script.values.items():
            if not before and visit.since == self._start and chance.random() < 0.2:
                day = self._start + timedelta(days=chance.randint(3, 22))
                self._happen(script, pathway, day, Polarity.NEGATIVE, visit.day)
            old = before.get(pathway)
            if old is None or abs(new - old) < 2 or chance.random() < 0.35:
                continue
            sign = Polarity.POSITIVE if new > old else Polarity.NEGATIVE
            if chance.random() < 0.15:
                sign = Polarity.MIXED
            span = (visit.day - visit.since).days
            day = visit.since + timedelta(days=chance.randint(2, max(3, span - 3)))
            self._happen(script, pathway, day, sign, visit.day)

    def _happen(self, script: Script, pathway: str, day: date, sign: Polarity, told: date) -> None:
        last = day + timedelta(days=self._chance.choice((0, 0, 0, 0, 6, 11)))
        is_confirmed = self._chance.random() > 0.04
        moment = Moment(day, max(day, min(last, told)), sign, self._note(pathway, sign.value))
        if is_confirmed:
            script.moments.setdefault(pathway, []).append(moment)
        else:
            script.marked.append((pathway, moment))

    def _mark(self, pathway: str, moment: Moment) -> None:
        """What the researcher read out of it; the person has not confirmed it."""
        store = self._session.study.store
        known = {spot.id for spot in store.hot_spots.of(self._id)}
        edit = MarkHotSpot(
            participant=self._id,
            pathway=pathway,
            first_day=moment.first_day,
            last_day=moment.last_day,
            polarity=moment.polarity,
            is_confirmed=False,
        )
        self._session.do(edit)
        (new,) = {spot.id for spot in store.hot_spots.of(self._id)} - known
        self._session.do(DescribeHotSpot(hot_spot=new, participant=self._id, note=moment.note))

    # --- held over the questionnaire

    def _hold(self, visit: Visit, script: Script) -> None:
        mode = MODES.get(visit.episode, Mode.IN_PERSON)
        asking = Asking(self._session, self._id, visit.wave.key, mode)
        asking.put("/data/before/ready", "OK")
        for number, pathway in enumerate(self._session.plan.pathways):
            if visit.episode is Episode.STOPPED and number >= STOPPED_AFTER:
                asking.rate(_rating(pathway.key), None, NonAnswer.NOT_ASKED_DISTRESS)
                script.values.pop(pathway.key, None)
                continue
            self._ask(asking, pathway.key, script)
            self._interrupt(asking, visit.episode, number + 1, pathway.key)
        asking.talk.leave()
        if visit.episode is Episode.STOPPED:
            asking.talk.stop(self._words["stops"][0])
            return
        asking.put("/data/closing/felt", self._more.choice(("fine", "fine", "hard")))
        asking.put("/data/closing/others_present", "no")
        asking.talk.complete()
        if mode is Mode.PAPER:
            self._type_again(asking)

    def _type_again(self, asking: Asking) -> None:
        """The ratings of an interview on paper, read a second time as they were the first."""
        entry, answers = BackEntry(self._session, asking.talk.visit.id), asking.talk.answers
        for asked in entry.asked:
            first = answers[asked.path]
            entry.enter(asked.path, Reading(first.value, first.non_answer))
        entry.compare()

    def _ask(self, asking: Asking, pathway: str, script: Script) -> None:
        """One pathway: the number, some words, what happened, and how it is beside the last time."""
        more, rating, value = self._more, _rating(pathway), script.values.get(pathway)
        asking.rate(rating, value, script.reasons.get(pathway, NonAnswer.REFUSED))
        if asking.talk.last(rating) is not None and more.random() < 0.25:
            asking.talk.compare(rating, more.choice((Comparison.SAME, Comparison.CHANGED, Comparison.CHANGED)))
        if more.random() < 0.25:
            comment = f"/data/{pathway}/{pathway}_comment"
            support = f"/data/{pathway}/{pathway}_support"
            asked = comment if asking.talk.state(comment).relevant else support
            asking.put(asked, self._comment(value))
            if asking.talk.last(asked) is not None and more.random() < 0.4:
                asking.talk.compare(asked, Comparison.WAS_WRONG)
        if pathway in script.moments:
            asking.tell(pathway, script.moments[pathway])
        elif more.random() < 0.1:
            asking.put(f"/data/{pathway}/{pathway}_happened", "no")
        if more.random() < 0.05:
            kind, words = more.choice(((CommentKind.CONTEXT, "contexts"), (CommentKind.QUERY, "queries")))
            asking.talk.note(rating, kind, more.choice(self._words[words]))

    def _interrupt(self, asking: Asking, episode: Episode, asked: int, pathway: str) -> None:
        """What is special in this interview, once so many pathways were asked."""
        if episode is Episode.RESTS and asked == PAUSED_AFTER:
            asking.talk.pause(PauseReason.COMFORT)
            asking.talk.resume()
        elif episode is Episode.DISCLOSED and pathway == "mental":
            asking.talk.disclose(_rating(pathway), Category.HARM_TO_SELF, self._words["disclosures"][0])
        elif episode is Episode.WELSH and asked == WELSH_AFTER:
            asking.talk.set_language(next(one for one in asking.talk.form.languages if "(cy)" in one))
            asking.put(f"/data/{pathway}/{pathway}_help", self._more.choice(self._words["welsh"]))

    def _leave_open(self, wave: Wave, before: dict[str, int], paused: PauseReason | None = None) -> None:
        """Begun; a phone rang, and nobody came back to it. Where it was paused, it rests and says why."""
        asking = Asking(self._session, self._id, wave.key)
        asking.put("/data/before/ready", "OK")
        for pathway in self._session.plan.pathways[:LEFT_AFTER]:
            value = self._on_scale(before.get(pathway.key, 0) + self._more.gauss(0.5, 1))
            self._ask(asking, pathway.key, Script({pathway.key: value}, {}, {}, []))
        asking.talk.leave()
        if paused is not None:
            asking.talk.pause(paused)

    # --- the diary

    def _diary(self, joined: date) -> list[Step]:
        """Most weeks in time, some late, some missed; the newest are waited for."""
        steps = []
        for week in range(1, DIARY_WEEKS + 1):
            due = max(due_day(week, self._start), joined)
            day = due + timedelta(days=self._more.choice((0, 0, 1, 2, 4, 9)))
            if day >= self._today - timedelta(days=1) or self._more.random() < 0.06:
                continue
            steps.append(Step(day, lambda week=week: self._write(week)))  # type: ignore[misc]
        return steps

    def _write(self, week: int) -> None:
        more, scale = self._more, self._session.plan.scale
        if more.random() < 0.12:
            reason = more.choice(self._words["reasons"]["M"])
            self._session.do(MissDiaryWeek(participant=self._id, week=week, missing=Missing.MISSED, reason=reason))
            return
        told = []
        for sign in more.choice(((Polarity.POSITIVE,), (Polarity.NEGATIVE,), (Polarity.POSITIVE, Polarity.NEGATIVE))):
            pathway, words = more.choice(self._words["diary"][sign.value])
            value = more.randint(1, 4) * (1 if sign is Polarity.POSITIVE else -1)
            told.append(
                Occurrence(pathway, sign, words, self._on_scale(value), scale.version)
                if more.random() < 0.4
                else Occurrence(pathway, sign, words)
            )
        entry = AddDiaryEntry(
            participant=self._id,
            week=week,
            written_on=self._session.today(),
            mode=more.choice(tuple(DiaryMode)),
            occurrences=tuple(told),
            hoped=more.choice(self._words["hoped"]) if more.random() < 0.25 else "",
        )
        self._session.do(entry)


def _rating(pathway: str) -> str:
    return f"/data/{pathway}/{pathway}_rating"
