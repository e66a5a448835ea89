"""How far an agreement has come."""

from __future__ import annotations

from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.ui.agreement.progress import Progress, Step
from tests.ui.made_up import drawn

USES = [use for use, _ in CURRENT.uses]


def read(progress: Progress) -> Progress:
    """Everything before the choices."""
    progress.put_read_aloud(True)
    progress.parts_read = len(progress.parts)
    progress.understood = ("locked", "I stop", "nothing")
    progress.reported_at = "13:03:20"
    return progress


def test_that_what_must_be_passed_on_is_a_step_of_its_own_and_not_among_the_parts() -> None:
    progress = Progress(CURRENT)
    assert "pass on" in progress.reported.heading
    assert progress.reported not in progress.parts
    assert (*progress.parts, progress.reported) == CURRENT.parts, "the paper has the parts in another order"


def test_that_nothing_after_a_step_can_be_reached_before_it_is_done() -> None:
    progress = Progress(CURRENT)
    reached = [[step for step in Step if progress.can_go(step)][-1]]
    progress.put_read_aloud(False)
    reached.append([step for step in Step if progress.can_go(step)][-1])
    progress.parts_read = len(progress.parts)
    reached.append([step for step in Step if progress.can_go(step)][-1])
    progress.understood = ("locked", "I stop", " ")
    assert progress.waits_for(Step.UNDERSTOOD) == "Waiting for 1 more answer in their words"
    progress.understood = ("locked", "I stop", "nothing")
    reached.append([step for step in Step if progress.can_go(step)][-1])
    progress.reported_at = "13:03:20"
    reached.append([step for step in Step if progress.can_go(step)][-1])
    for use in USES:
        progress.put_use(use, True)
    reached.append([step for step in Step if progress.can_go(step)][-1])
    assert reached == [Step.LANGUAGE, Step.READ, Step.UNDERSTOOD, Step.REPORTED, Step.CHOICES, Step.SIGN]


def test_that_no_answer_is_given_beforehand() -> None:
    progress = read(Progress(CURRENT))
    assert progress.uses == {}
    assert progress.waits_for(Step.CHOICES) == "Waiting for 5 more answers"


def test_that_no_to_interviews_leaves_nothing_to_sign() -> None:
    progress = read(Progress(CURRENT))
    for use in USES:
        progress.put_use(use, use != "interview")
    assert progress.waits_for(Step.CHOICES) == "Without interviews there is nothing to sign"
    assert not progress.can_go(Step.SIGN)


def test_that_a_changed_answer_takes_the_signatures_back() -> None:
    progress = read(Progress(CURRENT))
    for use in USES:
        progress.put_use(use, True)
    progress.participant = progress.researcher = drawn()
    assert not progress.put_use("audio", True)
    assert progress.says(Step.SIGN) == "2 of 2 signed"
    assert progress.put_use("audio", False)
    assert progress.says(Step.SIGN) == "0 of 2 signed"


def test_that_sealing_says_whom_it_waits_for() -> None:
    progress = read(Progress(CURRENT))
    assert progress.waits_for(Step.SIGN) == "Waiting for the participant’s signature"
    progress.participant = drawn()
    assert progress.waits_for(Step.SIGN) == "Waiting for the researcher’s signature"
    progress.researcher = drawn()
    assert progress.waits_for(Step.SIGN) == ""


def test_that_a_filed_agreement_can_only_be_looked_at() -> None:
    progress = read(Progress(CURRENT))
    progress.is_filed = True
    assert [step for step in Step if progress.can_go(step)] == [Step.FILE]
