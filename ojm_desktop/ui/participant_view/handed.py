"""What is handed over: ratings of one wave, or one question of an interview that is held; each writes in its own way.

A `key` of what is asked is a pathway's, or the path of a question.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.counting import counted, listed, noun
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.handed_words import IN_ENGLISH, LIST, HandedWords, handed_words
from ojm_desktop.domain.rating import Giver, Missing, Rating, RatingKey
from ojm_desktop.domain.scale import Scale
from ojm_desktop.domain.ticks import placed
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.journey.wording import wave_text
from ojm_desktop.service.edits import SetMissing, SetRating
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_record import without_positions
from ojm_desktop.service.queries.journeys import shown_now, trajectories
from ojm_desktop.service.session import Session
from ojm_desktop.ui.visit_doubt import doubt

VISIT = "visit "
"""How the target of an interview begins: ``visit ID PATH``."""
INTERVIEW = "interview"
"""The page one comes back to."""


class OfWave:
    """Ratings of one wave outside an interview. Target: ``id/wave/pathway/day``."""

    def __init__(self, session: Session, target: str) -> None:
        self._session = session
        self.participant, _, rest = target.partition("/")
        wave, _, rest = rest.partition("/")
        self.pathway, _, day = rest.partition("/")
        self._day = date.fromisoformat(day) if day else None
        person = session.study.participant(self.participant)
        self._code = person.code
        self._cohort = session.plan.cohort(person.cohort)
        self._wave = wave or self._cohort.waves[0].key

    @property
    def where(self) -> str:
        """Whose visit it is, for the researcher only; with a doubt, where there is one."""
        where = f"{self._code}, {wave_text(self._cohort.wave(self._wave))}"
        day = self._day or self._session.today()
        found = doubt(trajectories(self._session, self.participant), self._wave, day)
        if found is None:
            return where
        return f"{where}. {found.reason.removesuffix('.')}; go back if another visit is meant"

    @property
    def chrome(self) -> HandedWords:
        """What the page itself says: the study's question is asked in English."""
        return IN_ENGLISH

    @property
    def notice(self) -> str:
        """Nothing is missing."""
        return ""

    @property
    def back(self) -> tuple[str, str]:
        """Their page, at this wave."""
        return "participant", f"{self.participant}/{self._wave}"

    def asked(self, pathways: Sequence[str]) -> list[str]:
        """The pathways that were ticked."""
        return list(pathways)

    def words(self, key: str) -> tuple[str, str]:
        """The study's own question; looking back it is asked twice."""
        found = self.journey(key)
        name = found.pathway.name
        if found.cohort.is_recalled:
            name = f"{name}, {'at the beginning' if self._wave == found.cohort.waves[0].key else 'at the end'}"
        return name, found.scale.question

    def ends(self, key: str) -> tuple[str, ...]:
        """The study's words under each value of the scale."""
        return self._session.plan.scale.words()

    def hand_over(self) -> None:
        """Outside an interview there is no trail: the rating says whose hand it was."""

    def take_back(self) -> None:
        """The same."""

    def answer(self, key: str, value: int) -> None:
        """Set the rating."""
        rated = SetRating(key=self._key(key), value=value, held_on=self._held_on(), given_by=Giver.OWN_HAND)
        self._session.do(rated)

    def decline(self, key: str) -> None:
        """Set that it was declined."""
        self._session.do(SetMissing(key=self._key(key), missing=Missing.DECLINED))

    def journey(self, key: str) -> Trajectory:
        """The pathway, empty while an interview waits for its rating."""
        return next(each for each in shown_now(self._session, self.participant) if each.pathway.key == key)

    def rated_now(self, key: str) -> frozenset[str] | None:
        """No wave can be given on the graph: it is only looked at."""
        return None

    def _key(self, pathway: str) -> RatingKey:
        return RatingKey(self.participant, pathway, self._wave)

    def _held_on(self) -> date:
        """The day already recorded for this visit, else the one the researcher said, else today."""
        for found in trajectories(self._session, self.participant):
            rating = found.rating_at(self._wave)
            if rating is not None and rating.held_on is not None:
                return rating.held_on
        return self._day or self._session.today()


class OfVisit:
    """The rating at which an interview stands. Target: ``visit ID PATH``.

    Raises Refused where the visit was not begun or the question is not there.
    """

    def __init__(self, session: Session, target: str) -> None:
        visit, _, self._path = target.removeprefix(VISIT).partition(" ")
        self._session = session
        self._talk = Interview(session, visit)
        self._ratings = self._talk.ratings()
        self.pathway = self._talk.pathway(self._path)
        if not self.pathway:
            raise Refused("This question is about no pathway, so there is nothing to hand over. Nothing was changed.")

    @property
    def where(self) -> str:
        """Whose visit it is and what it is about."""
        person = self._session.study.participant(self._talk.visit.participant)
        cohort = self._session.plan.cohort(person.cohort)
        named = next((wave_text(wave) for wave in cohort.waves if wave.key == self._talk.visit.wave), "")
        return ", ".join(part for part in (person.code, named, self._name) if part)

    @property
    def chrome(self) -> HandedWords:
        """What the page itself says, as the questionnaire has it in the language that is spoken."""
        return handed_words(self._talk.form, self._talk.running.language)

    @property
    def notice(self) -> str:
        """What the participant will read in English although another language is spoken; for the researcher."""
        missing = self.chrome.missing
        if not missing:
            return ""
        told = [f"“{self.chrome[word]}”" for word in missing[:2]]
        if len(missing) > 2:
            told.append(counted(len(missing) - 2, "more text"))
        return (
            f"In {self._talk.running.language} the questionnaire has no words for the page itself: {listed(told)} "
            f"{noun(len(missing), 'is', 'are')} in English. Read them out, or add the list {LIST} to the workbook."
        )

    @property
    def back(self) -> tuple[str, str]:
        """The interview, at the question where it was."""
        return INTERVIEW, f"{self._talk.visit.id} {self._path}"

    def asked(self, pathways: Sequence[str]) -> list[str]:
        """The rating at which it stands; from another question those of its pathway that are open, else all of them."""
        if self._path in self._ratings:
            return [self._path]
        own = [path for path, key in self._ratings.items() if key.pathway == self.pathway]
        return [path for path in own if path not in self._talk.answers] or own

    def words(self, key: str) -> tuple[str, str]:
        """Section and question as they are asked in this interview's language."""
        return self._section(key), self._talk.state(key).label

    def ends(self, key: str) -> tuple[str, ...]:
        """The form's words under each value, in the same language; the study's where it has none."""
        scale = self._session.plan.scale
        told = placed(tuple(map(str, scale.values())), self._talk.state(key).tick_words)
        return told if any(told) else scale.words()

    def hand_over(self) -> None:
        """The trail of the visit says that the participant has the laptop. Raises OjmError."""
        self._talk.hand_over(self._path)

    def take_back(self) -> None:
        """And that the researcher has it again. Raises OjmError."""
        self._talk.take_back(self._path)

    def set_aside(self) -> None:
        """It was left in order for another page than the interview: nothing was cut off. Raises OjmError."""
        if self._talk.visit.is_open:
            self._talk.set_aside(self._path)

    def answer(self, key: str, value: int) -> None:
        """Answer the question; the record says who gave it."""
        self._talk.answer(key, str(value), Giver.OWN_HAND)

    def decline(self, key: str) -> None:
        """Refused, which every export tells apart from the other reasons."""
        self._talk.decline(key, NonAnswer.REFUSED, Giver.OWN_HAND)

    def journey(self, key: str) -> Trajectory:
        """The pathway, empty while its rating is awaited; its words and its scale's are those of this language."""
        every = shown_now(self._session, self._talk.visit.participant)
        found = next(each for each in every if each.pathway.key == self.pathway)
        return dataclasses.replace(found, scale=_worded(found.scale, self.ends(key)), labels=self.chrome)

    def rated_now(self, key: str) -> frozenset[str] | None:
        """The wave that can be given on the graph."""
        return frozenset({self._ratings[key].wave})

    def tried(self, key: str, value: int) -> Trajectory:
        """The pathway with a value that is tried and not given yet: on empty axes it stands alone."""
        found, visit, place = self.journey(key), self._talk.visit, self._ratings[key]
        day = visit.held_on or self._session.today()
        rating = Rating(place, value, None, "", day, Giver.OWN_HAND, found.cohort.is_recalled, 0, "")
        order = [wave.key for wave in found.cohort.waves]
        kept = [each for each in found.ratings if each.key.wave != place.wave]
        ratings = tuple(sorted([*kept, rating], key=lambda each: order.index(each.key.wave)))
        return dataclasses.replace(found, ratings=ratings)

    def _section(self, key: str) -> str:
        """What the form calls the pathway; the study's name for it where the form has none."""
        place = without_positions(key)
        for node in self._talk.form.nodes():
            if node.pathway == self.pathway and place.startswith(f"{node.path}/"):
                return self._talk.state("/".join(key.split("/")[: node.path.count("/") + 1])).label or self._name
        return self._name

    @property
    def _name(self) -> str:
        return next((each.name for each in self._session.plan.pathways if each.key == self.pathway), "")


def _worded(scale: Scale, ends: tuple[str, ...]) -> Scale:
    """A scale with other words at its ends and its neutral value, as they stand within a line."""
    said = dict(zip(scale.values(), ends, strict=True))
    low, middle, high = (said[value] for value in (scale.minimum, scale.neutral, scale.maximum))
    if not (low and middle and high):
        return scale
    low, middle, high = (words[:1].lower() + words[1:] for words in (low, middle, high))
    return dataclasses.replace(scale, low=low, middle=middle, high=high)


Handed = OfWave | OfVisit


def handed(session: Session, target: str) -> Handed:
    """What a target asks for. Raises Refused."""
    return OfVisit(session, target) if target.startswith(VISIT) else OfWave(session, target)
