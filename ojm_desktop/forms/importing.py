"""A questionnaire from a file: the guard, the checks, the conversion, the frozen form, and one report of it all.

The guard runs in this process before anything is parsed. What parses a workbook runs in a process of its own, which is
ended after `LONGEST_SECONDS` and may take `MOST_MEMORY`: packages for spreadsheets cannot take the window down with
them (I1). Nothing is half imported: there is a form, or there is none.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any, Final

from ojm_desktop.domain.form import Form
from ojm_desktop.forms import guard
from ojm_desktop.forms.guard import Kind, Unsafe
from ojm_desktop.forms.report import Gravity, Problem, Report
from ojm_desktop.forms.xform import BadXForm, parse

Beat = Callable[[], object]
LONGEST_SECONDS: Final = 60
BEAT_SECONDS: Final = 0.1
MOST_MEMORY: Final = 1 << 30
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows a process of one's own shows a console unless told not to; elsewhere there is no such flag."""
READER: Final = "ojm_desktop.forms.importing"
"""The module that reads workbooks in the other process."""


@dataclass(frozen=True)
class Imported:
    """What came of a file: the form and the XML a study keeps, both missing where the report has an error."""

    form: Form | None
    xml: bytes
    report: Report


def read_form(name: str, octets: bytes, beat: Beat = lambda: None) -> Imported:
    """The form in a file, whatever kind of file it is; the name is for the report and a form without an id.

    While another process reads the workbook `beat` is called ten times a second; what it raises ends that process.
    """
    return _read(name, octets, beat)


def read_here(name: str, octets: bytes) -> Imported:
    """The same without a process of its own: for files one has written oneself."""
    return _read(name, octets, None)


def _read(name: str, octets: bytes, beat: Beat | None) -> Imported:
    try:
        kind = guard.recognise(octets)
    except Unsafe as error:
        return refused(name, str(error))
    if kind is Kind.XML:
        return _formed(name, octets, Report(name), has_sheets=False)
    told = _converted(name, octets, kind) if beat is None else _apart(name, octets, beat)
    if isinstance(told, str):
        return refused(name, told)
    xml, report = told
    return _formed(name, xml, report, has_sheets=True) if report.is_usable else Imported(None, b"", report)


def refused(name: str, said: str) -> Imported:
    """What comes of a file that is not read at all, for the reason given."""
    return Imported(None, b"", Report(name, (Problem(Gravity.ERROR, said),)))


def _formed(name: str, xml: bytes, report: Report, *, has_sheets: bool) -> Imported:
    """The form in an XForm; what is more than an error was said of a workbook already, at its rows."""
    from ojm_desktop.forms.check_form import form_problems
    from ojm_desktop.forms.check_xform import loose_ends

    try:
        form = parse(xml)
    except BadXForm as error:
        found = [Problem(Gravity.ERROR, sentence) for sentence in error.sentences]
        more = () if error.form is None or has_sheets else (*form_problems(error.form), *loose_ends(xml, error.form))
        return Imported(None, b"", Report(name, (*found, *more, *report.problems), report.elsewhere))
    loose = () if has_sheets else loose_ends(xml, form)
    found = [one for one in form_problems(form) if one.level is Gravity.ERROR or not has_sheets]
    whole = Report(name, (*found, *loose, *report.problems), report.elsewhere)
    return Imported(form, xml, whole) if whole.is_usable else Imported(None, b"", whole)


def _converted(name: str, octets: bytes, kind: Kind) -> tuple[bytes, Report] | str:
    """XML and report of a workbook, or the sentence that says why it cannot be read at all."""
    from ojm_desktop.forms.checks import check
    from ojm_desktop.forms.convert import NotConverted, convert
    from ojm_desktop.forms.workbook import Unreadable, read_workbook

    try:
        workbook = read_workbook(kind, octets)
    except Unreadable as error:
        return str(error)
    found = check(workbook)
    report = Report(name, found.problems, found.elsewhere)
    if not report.is_usable:
        return b"", report
    try:
        return convert(workbook, PurePath(name).stem), report
    except NotConverted as error:
        return b"", Report(name, (error.problem, *found.problems), found.elsewhere)


def _apart(name: str, octets: bytes, beat: Beat) -> tuple[bytes, Report] | str:
    """The same in another process, which is ended when it takes too long or `beat` raises."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-P", "-m", READER, name]
    with (
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, creationflags=_NO_WINDOW) as reader,
        # Python 3.11 forgets what is left to write when communicate times out, so one thread does it in one go.
        ThreadPoolExecutor(1) as pool,
    ):
        talk = pool.submit(reader.communicate, octets)
        _make_ready()  # meanwhile
        try:
            for _ in range(round(LONGEST_SECONDS / BEAT_SECONDS)):
                beat()
                if wait((talk,), BEAT_SECONDS).done:
                    break
            else:
                return (
                    f"Reading the workbook took longer than {LONGEST_SECONDS} seconds and was given up. "
                    "Nothing was imported."
                )
        finally:
            reader.kill()  # nothing happens to one that has ended
    told, _said = talk.result()
    if reader.returncode:
        return "The workbook could not be read: the reader gave up on it. Open it in a spreadsheet and save it again."
    return _from_text(name, told)


def _make_ready() -> None:
    """Load what the form will be checked with: half of this process's share of the time."""
    from ojm_desktop.forms import check_form  # noqa: F401  (the import is what is wanted)
    from ojm_desktop.forms.xpath.compile import compile_expression

    compile_expression("1")


def _to_text(told: tuple[bytes, Report] | str) -> str:
    if isinstance(told, str):
        return json.dumps({"refused": told})
    xml, report = told
    sides = {key: [_plain(one) for one in getattr(report, key)] for key in ("problems", "elsewhere")}
    return json.dumps({"refused": "", "xml": base64.b64encode(xml).decode(), **sides})


def _plain(problem: Problem) -> dict[str, Any]:
    return {**asdict(problem), "level": problem.level.value}


def _from_text(name: str, text: bytes) -> tuple[bytes, Report] | str:
    told = json.loads(text)
    if told["refused"]:
        return str(told["refused"])
    problems, elsewhere = (
        tuple(Problem(**{**one, "level": Gravity(one["level"])}) for one in told[key])
        for key in ("problems", "elsewhere")
    )
    return base64.b64decode(told["xml"]), Report(name, problems, elsewhere)


def _limit_memory() -> None:
    """Let this process have no more than a workbook needs; Windows has no such limit, there the time limit stands."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> None:
    """The other process: a workbook comes on standard input, what came of it goes to standard output."""
    _limit_memory()
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it: a fifth of the whole time
    # openpyxl reads through lxml where another package brought that, and lxml takes what defusedxml refuses (I2).
    sys.modules["lxml"] = None  # type: ignore[assignment]
    octets = sys.stdin.buffer.read()
    told = _converted(sys.argv[1], octets, guard.recognise(octets))
    sys.stdout.write(_to_text(told))


if __name__ == "__main__":
    main()
