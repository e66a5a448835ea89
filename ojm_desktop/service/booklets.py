"""The diary's booklet, written to a file: blank for anybody, or with a code, which then leaves the study."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.file_names import file_name
from ojm_desktop.domain.plan import Cohort
from ojm_desktop.service import leaving
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset

KIND = "diary booklet"


def write(
    session: Session,
    cohort: Cohort,
    folder: Path,
    typeset: Typeset,
    *,
    code: str = "",
    is_folded: bool = True,
    reason: str = "",
    recipients: Sequence[str] = (),
) -> Path:
    """Write the booklet of a cohort as a new file of `folder`, and say which.

    A blank booklet holds nothing of the study, so nothing is recorded of it. Raises Refused for a cohort without a
    diary, NoReason for a code of a real study without a reason, FileIsThere and NotWritten.
    """
    from ojm_desktop.report import diary_booklet

    plan = session.plan
    if not cohort.diary_weeks:
        raise Refused(f"No diary is kept in {cohort.name}, so there is no booklet. Nothing was printed.")
    booklet = diary_booklet.Booklet(cohort.diary_weeks, plan.pathways, plan.scale, code, plan.is_practice)
    path = folder / file_name(code, "diary-booklet", suffix=".pdf")
    if not code:
        leaving.put_blank(diary_booklet.octets(booklet, typeset, is_folded=is_folded), path)
        return path
    with leaving.leaving(session, KIND, reason=reason, recipients=recipients) as outgoing:
        outgoing.put(diary_booklet.octets(booklet, typeset, is_folded=is_folded), path)
    return outgoing.out[0]
