"""What is told of somebody's disclosures: with visit, question and what followed; to who holds the sealed side only."""

from __future__ import annotations

import pytest

from ojm_desktop.domain.disclosure import Category
from ojm_desktop.service.disclosed import disclosed_by
from ojm_desktop.service.study import NotAllowed
from ojm_desktop.ui.findable import findable
from tests import from_paper, studies


def test_that_a_disclosure_tells_its_visit_and_question_and_only_to_who_holds_the_sealed_side() -> None:
    session = studies.in_memory()
    studies.signed_person(session)
    talk = from_paper.begin(session)
    talk.disclose(from_paper.KIN, Category.HARM_TO_OTHERS, "what was said of a neighbour")
    (found,) = disclosed_by(session, talk.visit.participant)
    assert (found.visit, found.question, found.steps) == ("Week 4", talk.state(from_paper.KIN).label, ())
    reading = studies.as_analyst(session)
    with pytest.raises(NotAllowed):
        disclosed_by(reading, talk.visit.participant)
    for one, is_offered in ((session, True), (reading, False)):
        words = [each.words for each in findable(one, (), lambda _page, _target="": None, lambda _name: None)]
        assert ("Disclosures of C1-01" in words) is is_offered
