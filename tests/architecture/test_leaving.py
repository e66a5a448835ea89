"""Nothing is written outside a study but through one function (C7): every writer of files is known by name.

Each function of the program that can make or fill a file is found by its syntax and has to stand in WRITERS, with what
it writes; each exporter in EXPORTERS. A new one that goes round `service/leaving.py` is red here until somebody has
said in this file why it may.
"""

from __future__ import annotations

import ast

from tests.architecture.sources import PACKAGE, modules_of

THE_WAY_OUT = "service/leaving.py"
WRITERS = {
    THE_WAY_OUT: "what leaves the study",
    "app/settings.py": "the window's size and the like; nothing of a study",
    "app/application.py": "takes away a study that was half made",
    "app/screens/fresh.py": "made-up studies for pictures",
    "app/screens/rescue_states.py": "a made-up stick for pictures",
    "cli/papers.py": "takes an earlier demo away",
    "cli/forms/xlsx.py": "a questionnaire given as a file, as a workbook; no study is open",
    "report/files.py": "a new file, whole or not at all",
    "report/form_pdf.py": "a blank questionnaire",
    "report/recovery_pdf.py": "the recovery sheet, which is a key and no document",
    "service/office_key.py": "a key pair of the office",
    "service/backups.py": "a sealed study, copied to read what a crash left",
    "service/recipients.py": "a key pair of a recipient; what somebody else sealed, opened",
    "service/salvage.py": "a sealed study, copied before anything is read",
    "service/studies.py": "takes away a study that was half made",
    "store/": "the sealed study itself",
    "ui/keys/recovery_paper.py": "the recovery sheet on a printer",
    "ui/study/forms/saving.py": "a blank questionnaire",
    "ui/study/forms/report_card.py": "what is wrong with a workbook that was not taken in",
}
"""Modules, or a folder, that write, copy or take away files."""
EXPORTERS = {
    "service/access.py",
    "service/agreement_checks.py",
    "service/agreements.py",
    "service/booklets.py",
    "service/calendars.py",
    "service/disclosure_report.py",
    "service/interview_paper.py",
    "service/log_export.py",
    "service/printing.py",
}
"""Modules that hand documents over to `service/leaving.py`."""
WRITES = frozenset(
    {"write_bytes", "write_text", "write_new", "mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "fdopen"}
    | {"copyfile", "copy2", "copytree", "rmtree", "copyfileobj", "make_own", "QSaveFile", "QFile", "QPdfWriter"}
    | {"QPrinter"}
)
MODES = frozenset("wxa+")


SOURCES = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in modules_of(PACKAGE)}


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _opens_to_write(node: ast.AST) -> bool:
    """`open` with a mode that writes, as a function, of a path or of `os`."""
    if not isinstance(node, ast.Call) or _name(node.func) != "open":
        return False
    if isinstance(node.func, ast.Attribute) and _name(node.func.value) == "os":
        return True
    given = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "mode")]
    modes = (str(one.value) for one in given if isinstance(one, ast.Constant))
    return any(len(mode) < 4 and set(mode) & MODES for mode in modes)


def writes(source: str) -> bool:
    """Whether a module makes, fills, copies or takes away a file, or hands on what does."""
    if not any(word in source for word in (*WRITES, "open")):
        return False
    return any(_name(node) in WRITES or _opens_to_write(node) for node in ast.walk(ast.parse(source)))


def _with_call(words: frozenset[str], of: str = "") -> set[str]:
    """Modules that call a function of these names; `of`: as an attribute of this name."""
    return {
        name
        for name, source in SOURCES.items()
        if any(f"{word}(" in source for word in words)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and _name(node.func) in words
        if not of or (isinstance(node.func, ast.Attribute) and _name(node.func.value) == of)
    }


def test_that_c7_every_module_that_writes_a_file_is_known() -> None:
    found = {name for name, source in SOURCES.items() if writes(source)}
    unknown = {name for name in found if not any(name == one or name.startswith(one) for one in WRITERS)}
    assert unknown == set(), "these write files: let out through service/leaving.py, or say in WRITERS what they write"
    assert {one for one in WRITERS if not any(name.startswith(one) for name in found)} == set(), "these write no more"


def test_that_c7_only_the_way_out_says_that_something_left() -> None:
    assert _with_call(frozenset({"LetOut", "LetOutApart"})) == {THE_WAY_OUT}


def test_that_c7_every_exporter_goes_through_the_way_out() -> None:
    assert _with_call(frozenset({"begin", "leaving", "let_out"}), of="leaving") == EXPORTERS


def test_that_a_writer_is_seen_however_it_writes() -> None:
    for line in (
        "path.write_bytes(octets)",
        "open(name, 'wb')",
        "path.open(mode='x')",
        "os.open(path, os.O_CREAT)",
        "stack.callback(shutil.rmtree, path)",
        "write_new(path, fill)",
        "QSaveFile(str(path))",
    ):
        assert writes(line), line
    for line in ("path.open('rb')", "open(name)", "path.read_bytes()"):
        assert not writes(line), line
