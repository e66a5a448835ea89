"""The agreement's words that come with the program (MB12, MB16, MB19): ours, in plain English, and easy to read.

They promise what the program or the research team can do today, and nothing else. Version 1 promised more, version 2
named no day and no contact; whoever signed them is asked to sign again. A study's own versions follow these
(`service/agreement_texts.py`). Words in square brackets are filled from the study's basis.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ojm_desktop.domain.agreement import AgreementPart, AgreementText, Style
from ojm_desktop.domain.basis import Basis
from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.counting import counted

FILLED: Final = ("[last day]", "[months]", "[contact]", "[controller]")
"""What a text may leave to the study's basis."""
QUESTIONS: Final = (
    "What will we do with what you tell us?",
    "What can you do if you do not want to go on?",
    "What does taking part change about your supervision?",
)

VERSION_3: Final = AgreementText(
    version=3,
    language="English",
    title="Taking part: what we agree",
    parts=(
        AgreementPart(
            "Taking part is up to you",
            (
                "We would like to hear how things have gone for you since your order began, in several areas of your "
                "life. You put your own numbers to it. There are no right answers, and no member of staff is judged.",
                "You can say no to any question, take a break, or stop for good, at any time. You do not have to "
                "say why. Your order and your supervision stay the same whatever you decide.",
            ),
        ),
        AgreementPart(
            "What we keep private",
            (
                "What you tell us is kept locked, on this laptop and in locked copies, under a code and not under your "
                "name. Your name is kept apart, under a second lock.",
                "Your map may be shown in a report about the service, under the code. Your own words are printed only "
                "if you say yes to that. We do not pass either on for decisions about you.",
            ),
        ),
        AgreementPart(
            "If you change your mind",
            (
                "Tell any of us that you want to stop, and we ask you nothing more. If you want, we also leave out "
                "what you have said from every report that is not printed yet. What is printed we cannot take back.",
                "Until [last day] we can still leave you out of the report. What you have said stays locked, and the "
                "research team deletes the study [months] after it has ended.",
                "To stop, to ask or to complain: [contact]. Responsible for what is kept: [controller].",
            ),
        ),
        AgreementPart(
            "What we must pass on, and to whom",
            (
                "There are limits. If you tell us about a further offence, we have to pass it to the probation "
                "office that supervises your order, and it may go to the police.",
                "If you tell us something that makes us think you, a child or somebody else could be seriously "
                "harmed, we have to pass it to the people who can prevent it. We will tell you when we do, unless "
                "that makes it more dangerous.",
                "Passing something on can change how your order goes from that day, and so it can change your map. "
                "Please think about this before you tell us details.",
            ),
        ),
    ),
    uses=(
        ("interview", "interviews about my journey"),
        ("diary", "a weekly diary, if I am asked to keep one"),
        ("quotes", "short quotes without my name"),
        ("audio", "sound recording, if I am asked first"),
        ("contact", "being asked again later"),
    ),
    questions=QUESTIONS,
)

VERSION_3_EASY: Final = AgreementText(
    version=3,
    language="English",
    style=Style.EASY,
    title="Taking part: what we agree",
    parts=(
        AgreementPart(
            "It is your choice",
            (
                "We want to know how things have gone for you since your order began.",
                "You tell us about parts of your life, and give each a number. No answer is wrong.",
                "You can say no to a question. You can take a break. You can stop for good.",
                "You do not have to tell us why. Your order stays the same.",
            ),
        ),
        AgreementPart(
            "We keep it private",
            (
                "What you say is locked away. A code stands on it, not your name.",
                "Your name is locked away in another place.",
                "A report may show your map, with the code. It shows your own words only if you say yes.",
                "Nobody gets it to make decisions about you.",
            ),
        ),
        AgreementPart(
            "If you change your mind",
            (
                "Tell us that you want to stop. We ask you nothing more.",
                "You can also ask us to leave you out of the report. You can do that until [last day].",
                "What is printed by then we cannot take back.",
                "What you said stays locked. The team deletes it [months] after the study has ended.",
                "To stop, to ask or to complain: [contact].",
                "Who looks after what is kept: [controller].",
            ),
        ),
        AgreementPart(
            "What we must tell others",
            (
                "If you tell us about another crime, we must tell the probation office. They may tell the police.",
                "If somebody could be badly hurt, you or a child or another person, we must tell those who can help.",
                "We will tell you when we do, unless that makes it more dangerous.",
                "This can change your order, and so your map. Think about it before you tell us details.",
            ),
        ),
    ),
    uses=(
        ("interview", "talking with me about my journey"),
        ("diary", "a diary each week, if you ask me to keep one"),
        ("quotes", "short words of mine in a report, without my name"),
        ("audio", "recording my voice, if you ask me first"),
        ("contact", "asking me again later"),
    ),
    questions=QUESTIONS,
)

CURRENT = VERSION_3
SHIPPED: Final = (VERSION_3, VERSION_3_EASY)


def for_study(basis: Basis | None, text: AgreementText = CURRENT) -> AgreementText:
    """A text with the day, months and contact of a study; without the paragraphs that name what was not entered."""
    said = _said(basis)

    def filled(paragraph: str) -> str | None:
        for place in FILLED:
            if place in paragraph:
                if place not in said:
                    return None
                paragraph = paragraph.replace(place, said[place])
        return paragraph

    parts = []
    for part in text.parts:
        paragraphs = tuple(one for one in map(filled, part.paragraphs) if one is not None)
        parts.append(replace(part, paragraphs=paragraphs))
    return replace(text, parts=tuple(parts))


def _said(basis: Basis | None) -> dict[str, str]:
    if basis is None:
        return {}
    return {
        "[last day]": long_date(basis.last_withdrawal_day),
        "[months]": counted(basis.retention_months, "month"),
        "[contact]": basis.contact,
        "[controller]": basis.controller,
    }
