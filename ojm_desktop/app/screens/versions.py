"""Versions of a questionnaire in the practice study, for the pictures of its lists and of what changed."""

from __future__ import annotations

from typing import Final

from ojm_desktop.forms.xform import parse
from ojm_desktop.service import form_versions, forms
from ojm_desktop.service.session import Session

FORM: Final = "ojm_cohort1"
HELPED: Final = ("Prescribed medicines count too.", "Medicines from a doctor count too.")
ASKED: Final = (
    ("how have you been getting by for money?", "how have you been managing with money?"),
    ("What happened? A few words will do.", "What was it? A few words will do."),
    ("No names.", "No names, no places."),
)


def take_in(session: Session) -> None:
    """Two more versions: help in other words, published; questions in other words, a draft."""
    first = forms.xml_of(session, forms.form_for(session, "1", "4").digest).decode()
    for version, changes in (("2", (HELPED,)), ("3", (HELPED, *ASKED))):
        xml = first.replace('version="1"', f'version="{version}"', 1)
        for old, new in changes:
            xml = xml.replace(old, new, 1)
        digest = form_versions.take_in(session, parse(xml.encode()), xml.encode())
        if version == "2":
            forms.publish(session, digest)
