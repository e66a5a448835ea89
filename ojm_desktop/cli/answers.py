"""How a command answers: one JSON object on stdout or lines for people, sentences on stderr, an exit code."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable
from typing import Any, ParamSpec

import click

from ojm_desktop.domain.errors import OjmError

P = ParamSpec("P")
REFUSED = 1

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")


class Answer:
    """What a command found: `fields` for --json, `lines` for people; `is_ok` False makes the exit code 1."""

    def __init__(self, lines: list[str], *, is_ok: bool = True, error: str | None = None, **fields: Any) -> None:
        self.lines = lines
        self.is_ok = is_ok
        self.error = error
        self.fields = fields

    def as_json(self) -> str:
        """One object, snake_case, `ok` and `error` always there (decisions: command line)."""
        return json.dumps({"ok": self.is_ok, "error": self.error, **self.fields}, ensure_ascii=False)


def answering(command: Callable[P, Answer]) -> Callable[P, None]:
    """Print what the command answers; an OjmError becomes its sentence and exit code 1."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        wants_json = bool(kwargs.pop("as_json", False))
        try:
            answer = command(*args, **kwargs)
        except OjmError as error:
            answer = Answer([], is_ok=False, error=str(error))
        if wants_json:
            click.echo(answer.as_json())
        elif answer.lines:
            click.echo("\n".join(answer.lines))
        if answer.error:
            click.echo(answer.error, err=True)
        if not answer.is_ok:
            sys.exit(REFUSED)

    return run


class Bar:
    """Progress on stderr: a bar where somebody watches, a line every tenth otherwise."""

    def __init__(self) -> None:
        self._is_watched = sys.stderr.isatty()
        self._last = ""
        self._tenths = -1

    def __call__(self, done: float, doing: str) -> None:
        done = min(1.0, done)
        if not self._is_watched:
            if int(done * 10) > self._tenths:
                self._tenths = int(done * 10)
                click.echo(f"{done:4.0%}  {doing}", err=True)
            return
        filled = round(30 * done)
        text = f"[{'#' * filled}{'.' * (30 - filled)}] {done:4.0%}  {doing}"
        if text != self._last:
            click.echo("\r" + text.ljust(len(self._last)), nl=False, err=True)
            self._last = text

    def finish(self) -> None:
        """End the line."""
        if self._is_watched and self._last:
            click.echo("", err=True)
