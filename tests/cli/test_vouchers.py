"""`ojm vouchers`: counted and added up, and nobody named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ojm_desktop.service.backups import close
from ojm_desktop.service.edits import IssueVoucher
from tests import studies
from tests.cli.ojm import Ojm


def test_that_vouchers_are_counted_and_added_up_without_naming_anybody(ojm: Ojm, tmp_path: Path) -> None:
    session = studies.on_disk(tmp_path / "north.ojm")
    who = studies.add_person(session)
    day = date(2026, 3, 31)
    session.do(
        IssueVoucher(participant=who, pence=2000, given_on=day, number="777", signed_on=day, occasion="8"),
        IssueVoucher(participant=who, pence=1550, given_on=day),
    )
    close(session)
    told = ojm.json("vouchers", tmp_path / "north.ojm")
    counted = {"issued": 2, "signed": 1, "people": 1, "pence": 3550, "signed_pence": 2000, "uncounted_receipts": 0}
    week, other = told.pop("occasions")
    assert week == {"for": "Week 8", "issued": 1, "signed": 1, "pence": 2000, "signed_pence": 2000}
    assert (other["issued"], other["signed"], other["pence"]) == (1, 0, 1550)
    assert told == {"ok": True, "error": None, **counted}
    lines = ojm("vouchers", tmp_path / "north.ojm").stdout
    assert lines == (
        "2 vouchers given to 1 person: £35.50.\n1 signed for: £20. 1 not signed for yet.\n"
        "  Week 8: 1, £20; 1 signed for.\n  Something else, or not said: 1, £15.50; 0 signed for.\n"
    )
