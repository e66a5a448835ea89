"""Steps in, states out: the shapes of `ojm forms run`."""

from __future__ import annotations

import json

import pytest

from ojm_desktop.forms.describe import BadSteps, apply, describe, steps_of
from tests.forms.making import run

SURVEY = """
| | type | name | label::English (en) | label::Cymraeg (cy) | constraint | relevant |
| | integer | age | Age | Oed | . < 120 | |
| | select_one region | where | Where | Ble | | ${age} > 17 |
| | begin_repeat | child | Child | Plentyn | | |
| | text | name | Name | Enw | | |
| | end_repeat | | | | | |
"""


SCALE = """
| | type | name | label::English (en) | label::Cymraeg (cy) | parameters |
| | range | mood | How is it? | Sut mae? | start=-2 end=2 step=1 tick_labelset=ends |
"""
ENDS = """
| choices |
| | list_name | name | label::English (en) | label::Cymraeg (cy) |
| | ends | -2 | Bad | Drwg |
| | ends | 2 | Good | Da |
"""


def test_that_the_words_of_a_scale_are_said_in_the_language_spoken_and_are_no_choices() -> None:
    form = run(SCALE, ENDS)
    assert [one["label"] for one in describe(form)["/data/mood"]["ticks"]] == ["Bad", "Good"]
    apply(form, [{"language": "Cymraeg (cy)"}, {"path": "/data/mood", "value": "1"}])
    told = describe(form)["/data/mood"]
    assert told["ticks"] == [{"name": "-2", "label": "Drwg"}, {"name": "2", "label": "Da"}]
    assert (told["choices"], told["valid"], told["warnings"]) == ([], True, []), "a value without words is one as well"
    form.set("/data/mood", "3")
    assert not form.state("/data/mood").valid


def test_that_steps_are_done_in_order_and_every_node_is_told() -> None:
    form = run(SURVEY)
    steps = [
        {"path": "/data/age", "value": 130},
        {"add_repeat": "/data/child"},
        {"path": "/data/child[2]/name", "value": "B"},
        {"remove_repeat": "/data/child[1]"},
        {"language": "Cymraeg (cy)"},
    ]
    apply(form, steps_of(json.dumps(steps).encode()))
    nodes = describe(form)
    assert list(nodes)[:4] == ["/data/age", "/data/where", "/data/child[1]", "/data/child[1]/name"]
    assert nodes["/data/child[1]/name"]["value"] == "B"
    assert nodes["/data/age"] == {
        "value": "130",
        "relevant": True,
        "required": False,
        "missing": False,
        "read_only": False,
        "valid": False,
        "message": "This answer does not fit what the form asks for.",
        "label": "Oed",
        "hint": "",
        "choices": [],
        "ticks": [],
        "warnings": [],
    }
    assert nodes["/data/where"]["choices"][0] == {"name": "north", "label": "North"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "no JSON"),
        ("{}", "no list"),
        ('[{"path": "/data/age"}]', "Answer 1 is not understood"),
        ("[7]", "Answer 1 is not understood"),
        ('[{"path": "/data/age", "value": ["1"]}]', "Answer 1 is more than a text"),
        ('[{"path": "/data/age", "value": "\\ud800"}]', "Answer 1 has half a character in it"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_that_a_list_that_is_none_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(BadSteps, match=said):
        steps_of(text.encode())


@pytest.mark.parametrize(
    "step", [{"path": "/data/no", "value": "1"}, {"language": "Klingon"}, {"remove_repeat": "/data/child[7]"}]
)
def test_that_a_step_the_form_refuses_is_named_by_its_number(step: dict[str, str]) -> None:
    with pytest.raises(BadSteps, match=r"^Answer 2: "):
        apply(run(SURVEY), [{"path": "/data/age", "value": "3"}, step])


def test_that_numbers_truth_and_nothing_are_taken_as_people_write_them() -> None:
    steps = steps_of(b'[{"path": "/a", "value": 2.5}, {"path": "/a", "value": true}, {"path": "/a", "value": null}]')
    assert [step["value"] for step in steps] == ["2.5", "true", ""]
