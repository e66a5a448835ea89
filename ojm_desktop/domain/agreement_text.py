"""The agreement's words, first version (MB12, MB16, MB19, MB20).

Ours, in plain English; versions come with the forms.
"""

from __future__ import annotations

from ojm_desktop.domain.agreement import AgreementPart, AgreementText

VERSION_1 = AgreementText(
    version=1,
    language="English",
    title="Taking part: what we agree",
    parts=(
        AgreementPart(
            "Taking part is up to you",
            (
                "We would like to hear how things have gone for you over three months, in eight areas of your life. "
                "You put your own numbers to it. There are no right answers.",
                "You can say no to any question, take a break, or stop for good, at any time. You do not have to "
                "say why. "
                "Your order, your supervision and how staff treat you stay the same whatever you decide.",
            ),
        ),
        AgreementPart(
            "What we keep private",
            (
                "What you tell us is kept on this laptop, locked, under a code and not under your name. "
                "Your name is kept apart, under a second lock.",
                "Your map and your words may be printed in a report about the service, under the code or with no "
                "code at all. "
                "Nobody uses them to make decisions about you.",
            ),
        ),
        AgreementPart(
            "What we must pass on, and to whom",
            (
                "There are limits. If you tell us about a further offence, we have to pass it to the probation "
                "office that "
                "supervises your order, and it may go to the police.",
                "If you tell us something that makes us think you, a child or somebody else could be seriously "
                "harmed, we have "
                "to pass it to the people who can prevent it. We will tell you when we do, unless that makes it "
                "more dangerous.",
                "Passing something on can change how your order goes from that day, and so it can change your map. "
                "Please think about this before you tell us details.",
            ),
        ),
        AgreementPart(
            "If you change your mind",
            (
                "Tell any of us that you want to stop. We will ask whether what you have said so far may stay in "
                "the study, "
                "or should be left out of it, or be erased. Once a report is printed we cannot take it back.",
            ),
        ),
    ),
    uses=(
        ("interview", "interviews about my journey"),
        ("diary", "a weekly diary"),
        ("quotes", "short quotes without my name"),
        ("audio", "sound recording"),
        ("contact", "being asked again later"),
    ),
)

CURRENT = VERSION_1
REPORTED = 2
"""Place of the part on what must be passed on: it is shown on a step of its own, whatever else is (MB16)."""
