"""An interview as it was asked, ready for paper: plain words in the order of the questionnaire, a code, no name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ojm_desktop.domain.form import Audience


@dataclass(frozen=True)
class PaperQuestion:
    """One question that was asked, and what stands at it.

    `answer` are paragraphs, empty where nothing was said; `is_reason` says that they are why there is no answer;
    `beside` are who gave it, warnings, comparisons and notes. A statement (`is_statement`) takes no answer.
    `picture` is the file of the question's picture, `chosen` those of the choices that were chosen; empty for none.
    """

    number: str
    audience: Audience
    label: str
    answer: tuple[str, ...] = ()
    is_reason: bool = False
    is_statement: bool = False
    beside: tuple[str, ...] = ()
    picture: str = ""
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaperSection:
    """A part of the questionnaire under its heading; a repeat's instance is one of its own (`is_below`)."""

    number: str
    heading: str
    questions: tuple[PaperQuestion, ...]
    is_below: bool = False


@dataclass(frozen=True)
class InterviewPaper:
    """One visit. `facts` are (what, words) for the head; `left_out` counts the questions that did not apply.

    `without_quotes`: own words were left out, as the person agreed; `without_notes`: the researcher's were.
    `head_words` are the log's at the time of printing. `pictures` are the form's, by file, not decoded.
    """

    code: str
    title: str
    study: str
    wave: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[PaperSection, ...]
    left_out: int
    without_quotes: bool
    printed_on: date
    form: str
    head_words: tuple[str, ...] = field(default=())
    is_practice: bool = False
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    without_notes: bool = False
