"""A version of a questionnaire run by itself, for walking through it: nobody's answers, nothing recorded."""

from __future__ import annotations

from itertools import count
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ojm_desktop.domain.clock import parse_utc
from ojm_desktop.service import forms
from ojm_desktop.service.edits.forms import kept_form
from ojm_desktop.service.interview_run import external_list
from ojm_desktop.service.session import Session

if TYPE_CHECKING:
    from ojm_desktop.forms.running import RunningForm


def pictures(session: Session, digest: str) -> dict[str, bytes]:
    """What came beside a version, by file name: its pictures are shown as in an interview."""
    return {file.name: file.octets for file in kept_form(session.study, digest).files}


def trial(session: Session, digest: str) -> RunningForm:
    """The form as it is before any answer, with the lists that came with it; its chance is the same each time.

    Raises Refused where the study has none of that hash.
    """
    from ojm_desktop.forms.environment import Environment
    from ojm_desktop.forms.running import RunningForm

    kept = kept_form(session.study, digest)
    form = forms.read_kept(kept)
    octets = {file.name: file.octets for file in kept.files}
    ids = count(1)
    environment = Environment(
        lambda: parse_utc(session.clock.now().utc),
        ZoneInfo(session.plan.zone),
        lambda: f"{next(ids):032x}",
        Random(digest),
        None,
        {id: held for id, name in form.files if (held := external_list(name, octets.get(name))) is not None},
    )
    return RunningForm(form, environment)
