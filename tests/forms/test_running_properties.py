"""What holds of every form and every order of answers: going on from a change gives what starting afresh would."""

from __future__ import annotations

import re
from random import Random

import pytest

from ojm_desktop.domain.form import Question
from ojm_desktop.forms.describe import describe
from ojm_desktop.forms.propagation import Propagation
from ojm_desktop.forms.running import RunningForm
from tests.forms.differential.generator import Made, Maker, answer_for
from tests.forms.making import environment, made

_POSITION = re.compile(r"\[\d+\]")


def opened(seed: int) -> tuple[Made, RunningForm]:
    questions = Maker(seed).make()
    survey, choices = questions.as_markdown().split("| choices |")
    return questions, RunningForm(made(survey.removeprefix("| survey |"), "| choices |" + choices), environment())


def edit(form: RunningForm, questions: Made, chance: Random) -> None:
    """An answer, or a repeat that grows or shrinks, inner ones too."""
    there = form.paths()
    instances = [path for path in there if _POSITION.sub("", path) in questions.repeats]
    draw = chance.random()
    if draw < 0.15 and len(instances) < 12:
        form.add_repeat(chance.choice(instances or questions.repeats[:1]).rpartition("[")[0] or questions.repeats[0])
    elif draw < 0.25 and instances:
        form.remove_repeat(chance.choice(instances))
    else:
        path = chance.choice([path for path in there if _POSITION.sub("", path) in questions.asked])
        form.set(path, answer_for(questions.asked[_POSITION.sub("", path)], chance))


def typed(form: RunningForm, questions: Made, chance: Random) -> dict[str, str]:
    """Everything a person has typed, irrelevant or not, in any order."""
    held = {path: form.state(path).value for path in form.paths() if _POSITION.sub("", path) in questions.asked}
    return {path: held[path] for path in chance.sample(list(held), len(held))}


@pytest.mark.parametrize("seed", range(1000, 1015))
def test_that_going_on_from_each_change_gives_what_starting_afresh_with_all_answers_in_any_order_gives(
    seed: int,
) -> None:
    questions, form = opened(seed)
    chance = Random(seed)
    for _ in range(12):
        edit(form, questions, chance)
        again = RunningForm(form.form, environment())
        again.restore(typed(form, questions, chance), form.instances())
        assert (describe(again), again.questions()) == (describe(form), form.questions())


@pytest.mark.parametrize("seed", range(2000, 2010))
def test_that_restored_answers_are_the_answers_that_were_given(seed: int) -> None:
    questions, form = opened(seed)
    chance = Random(seed)
    for _ in range(15):
        edit(form, questions, chance)
    kept = form.answers()
    again = RunningForm(form.form, environment())
    again.restore({path: kept[path] for path in chance.sample(list(kept), len(kept))}, form.instances())
    assert (again.answers(), again.instances()) == (kept, form.instances())


def test_that_an_answer_works_out_only_what_depends_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        f"| | integer | q{number} | Q | |\n| | calculate | c{number} | | ${{q{number}}} + 1 |" for number in range(300)
    ]
    form = RunningForm(made("| | type | name | label | calculation |\n" + "\n".join(rows)), environment())
    asked: list[str] = []
    rightly = Propagation.evaluate

    def noted(self: Propagation, text: str, *rest: object) -> object:
        asked.append(text)
        return rightly(self, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Propagation, "evaluate", noted)
    form.set("/data/q7", "1")
    assert [text.split() for text in asked] == [["/data/q7", "+", "1"]]
    assert sum(isinstance(node, Question) for node in form.form.nodes()) > 200
