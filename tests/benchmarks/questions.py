"""From an answer to the state of the question after it: the running form alone, without window and disk.

What it costs follows what depends on the answer, not how long the form is: every tenth question of a form decides
whether the one after it is asked, and nothing else hangs on it. In the form with calculations, one answer is read by a
hundred of them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import cycle
from random import Random

from ojm_desktop.domain.form import Form, Group, Question, Type, Words
from ojm_desktop.forms.environment import Environment
from ojm_desktop.forms.running import RunningForm
from tests.benchmarks.measure import Row, Times, alone

SIZES = (30, 300, 3000)
MOST_GROWTH = 3.0


def form_of(size: int, calculations: int = 0) -> Form:
    """A form of so many questions, and of calculations that all read the first of them."""
    asked = tuple(_question(number) for number in range(size))
    worked_out = tuple(
        Question(path=f"/data/c{number}", type=Type.CALCULATE, calculation=f"/data/q0 * {number}")
        for number in range(calculations)
    )
    return Form("bench", "1", "", f"{size}-{calculations}", (), "", Group(path="/data", children=asked + worked_out))


def _question(number: int) -> Question:
    hangs = f"/data/q{number - 1} != '7'" if number % 10 == 1 else ""
    label = Words((("", (f"Question {number}",)),))
    return Question(path=f"/data/q{number}", type=Type.INTEGER, label=label, relevant=hangs, required="true()")


def measure(rounds: int) -> list[Row]:
    """A row a size, one with calculations, and how the time grows with the form."""
    rows = [_row(str(size), form_of(size), rounds) for size in SIZES]
    growth = rows[-1].program.median / rows[0].program.median
    words = f"{growth:.1f} x the time for {SIZES[-1] // SIZES[0]} x the questions"
    rows.append(_row("300 with 100 calculations", form_of(300, 100), rounds))
    met = growth < MOST_GROWTH
    return [*rows, Row("next question, growth", rows[2].program, None, f"< {MOST_GROWTH:.0f} x", met, words)]


def _row(what: str, form: Form, rounds: int) -> Row:
    running = RunningForm(form, Environment(lambda: datetime(2026, 3, 1, tzinfo=UTC), UTC, lambda: "one", Random(1)))
    values = cycle(("3", "4"))

    def answer() -> None:
        running.set("/data/q0", next(values))
        running.state(running.questions()[1])

    taken: Times = alone(answer, rounds)
    return Row(f"next question, {what}", taken, None, "shown", None)
