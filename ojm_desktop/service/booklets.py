"""The diary's booklet, written to a file: blank for anybody, or with a code, which then leaves the study."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.plan import Cohort
from ojm_desktop.service import rights
from ojm_desktop.service.edits import LetOut
from ojm_desktop.service.printing import NoReason
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset


@dataclass(frozen=True)
class Written:
    """A booklet that was written: the file's name, and what is still to be recorded of it, if anything is."""

    path: Path
    let_out: LetOut | None


def write(
    session: Session,
    cohort: Cohort,
    folder: Path,
    typeset: Typeset,
    *,
    code: str = "",
    is_folded: bool = True,
    reason: str = "",
) -> Written:
    """Write the booklet of a cohort into `folder`; the caller does `let_out` where there is one.

    A blank booklet holds nothing of the study, so nothing is recorded of it. Raises Refused for a cohort without a
    diary, NoReason for a code of a real study without a reason, FileIsThere and NotWritten.
    """
    from ojm_desktop.report import diary_booklet

    plan = session.plan
    if not cohort.diary_weeks:
        raise Refused(f"No diary is kept in {cohort.name}, so there is no booklet. Nothing was printed.")
    if code:
        rights.check_letting_out(session.study)
    if code and not plan.is_practice and not reason.strip():
        raise NoReason("A booklet with a code leaves a real study only with a reason. Nothing was printed; say why.")
    booklet = diary_booklet.Booklet(cohort.diary_weeks, plan.pathways, plan.scale, code, plan.is_practice)
    path = folder / f"{f'{code}-' if code else ''}diary-booklet.pdf"
    finished = diary_booklet.write(booklet, path, typeset, is_folded=is_folded)
    if not code:
        return Written(path, None)
    digest = hashlib.sha256(finished).hexdigest()
    files = ((path.name, digest),)
    return Written(path, LetOut(kind="diary booklet", reason=reason.strip(), where=folder.name, files=files))
