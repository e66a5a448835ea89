"""The recovery sheet: the groups that open a study when every passphrase is forgotten, on one page to keep on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ojm_desktop.journey.primitives import Band, Figure, Polyline, Primitive, Role, Stroke, TextRun
from ojm_desktop.report.document import Document, Facts
from ojm_desktop.report.files import write_new
from ojm_desktop.report.flow import HEIGHT, MARGIN, TEXT_WIDTH, WIDTH, Flow
from ojm_desktop.typeset import Typeset

_IN_A_ROW = 4
_GROUP_HEIGHT, _GUTTER = 19.0, 4.0
_EDGE = Stroke(Role.FRAME, 0.25)

_WHAT = (
    "Whoever types these groups opens the study {study}, with everybody’s name in it, and needs no passphrase. "
    "They are on no disk: this sheet is the only copy."
)
_HOW = (
    "On the unlock page choose “Use the recovery sheet” and type the groups in order. Capitals, spaces and hyphens do "
    "not matter. The last character of each group checks the others, so a slip is found and its group is named."
)
_KEEP = (
    "Lock it away in another building than the laptop, in an envelope signed across the flap.",
    "Do not photograph, scan or send it, and do not keep it in the laptop’s bag.",
    "Tell one person you trust with the study where it is.",
    "If it is lost or somebody has seen it, tell whoever leads the study: a new one makes this one useless.",
)


@dataclass(frozen=True)
class RecoverySheet:
    """The groups as they are typed, the study's name and the day in words."""

    study: str
    groups: tuple[str, ...] = field(repr=False)
    made_on: str = ""
    is_practice: bool = False


def pages(sheet: RecoverySheet, typeset: Typeset) -> tuple[Figure, ...]:
    """The sheet as figures: a printer can be given it without a file ever holding the groups."""
    flow = Flow(typeset)
    flow.text("Recovery sheet", 18.0, bold=True)
    flow.text(f"{sheet.study}. Made on {sheet.made_on}.", 10.0, role=Role.MUTED)
    flow.down(4.0)
    flow.text(_WHAT.format(study=f"“{sheet.study}”"), 11.0)
    flow.down(5.0)
    _put_groups(flow, sheet.groups)
    for heading, paragraphs in (("How to use it", (_HOW,)), ("Where to keep it", _KEEP)):
        flow.text(heading, 11.5, bold=True, keep_lines=1)
        flow.down(0.8)
        for paragraph in paragraphs:
            flow.text(paragraph, 11.0)
            flow.down(1.4)
        flow.down(3.0)
    flow.text("Where this sheet is kept", 11.5, bold=True)
    for _ in range(2):
        flow.down(11.0)
        flow.put(Polyline(((MARGIN, flow.y), (WIDTH - MARGIN, flow.y)), _EDGE))
    return flow.figures(f"Recovery sheet of {sheet.study}", _foot)


def octets(sheet: RecoverySheet, typeset: Typeset) -> bytes:
    """The sheet as a PDF, in memory."""
    document = Document(Facts("Recovery sheet", sheet.study, (), sheet.is_practice), typeset)
    for page in pages(sheet, typeset):
        document.add(page)
    return document.octets()


def write(sheet: RecoverySheet, path: Path, typeset: Typeset) -> None:
    """Write the sheet to the new file `path`. Raises FileIsThere and NotWritten."""
    finished = octets(sheet, typeset)
    write_new(path, lambda temporary: temporary.write_bytes(finished))


def _put_groups(flow: Flow, groups: tuple[str, ...]) -> None:
    """Rows of four, each group in a frame with its number."""
    width = (TEXT_WIDTH - _GUTTER * (_IN_A_ROW - 1)) / _IN_A_ROW
    for place, group in enumerate(groups):
        column = place % _IN_A_ROW
        if column == 0:
            flow.keep(_GROUP_HEIGHT)
        left = MARGIN + column * (width + _GUTTER)
        flow.put(
            Band(left, flow.y, width, _GROUP_HEIGHT - _GUTTER, Role.PAPER, _EDGE),
            TextRun(left + 2.0, flow.y + 4.4, str(place + 1), 8.5, Role.MUTED),
            TextRun(left + width / 2, flow.y + 11.4, group, 18.0, bold=True, anchor="middle"),
        )
        if column == _IN_A_ROW - 1 or place == len(groups) - 1:
            flow.down(_GROUP_HEIGHT)
    flow.down(3.0)


def _foot(page: int, count: int) -> tuple[Primitive, ...]:
    return (
        Polyline(((MARGIN, HEIGHT - 16.0), (WIDTH - MARGIN, HEIGHT - 16.0)), _EDGE),
        TextRun(MARGIN, HEIGHT - 11.8, "Keep on paper only.", 8.0, Role.MUTED),
        TextRun(WIDTH - MARGIN, HEIGHT - 11.8, f"Page {page} of {count}", 8.0, Role.MUTED, anchor="end"),
    )
