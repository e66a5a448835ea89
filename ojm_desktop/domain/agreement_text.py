"""The agreement's words (MB12, MB16, MB19): ours, in plain English; further versions and languages come with the forms.

They promise what the program or the research team can do today, and nothing else: one person's data cannot be erased by
this version, so stopping means being asked no more and being left out. Version 1 said otherwise, version 2 named no day
and no contact; whoever signed them is asked to sign again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ojm_desktop.domain.agreement import AgreementPart, AgreementText
from ojm_desktop.domain.basis import Basis
from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.counting import counted

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
                "What you have said stays locked and unused until the research team deletes the study. You can ask "
                "them when that will be.",
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
)

CHANGED_MIND: Final = 2
"""Place of the part on changing one's mind, whose last paragraph the study's basis fills."""
CURRENT = VERSION_3
REPORTED = len(CURRENT.parts) - 1
"""Place of the part on what must be passed on: it is shown on a step of its own, after the others (MB16)."""


def for_study(basis: Basis | None) -> AgreementText:
    """The text in force with the day, months and contact of a study; as it is where these were not entered."""
    if basis is None:
        return CURRENT
    part = CURRENT.parts[CHANGED_MIND]
    paragraphs = (
        *part.paragraphs[:-1],
        f"Until {long_date(basis.last_withdrawal_day)} we can still leave you out of the report. What you have said "
        f"stays locked, and the research team deletes the study {counted(basis.retention_months, 'month')} after it "
        "has ended.",
        f"To stop, to ask or to complain: {basis.contact}. Responsible for what is kept: {basis.controller}.",
    )
    parts = (*CURRENT.parts[:CHANGED_MIND], replace(part, paragraphs=paragraphs), *CURRENT.parts[CHANGED_MIND + 1 :])
    return replace(CURRENT, parts=parts)
