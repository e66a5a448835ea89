"""What a key without the sealed side may do: read the research data, and nothing else yet (security: roles).

The session asks here before it applies anything, so that no page and no command can forget to. Rights over the sealed
side itself need no rule: the key for it is not there.
"""

from __future__ import annotations

from typing import Final

from ojm_desktop.domain.errors import Refused
from ojm_desktop.service.edits.base import Edit
from ojm_desktop.service.study import Study

READS_ONLY: Final = "This key reads the research data and changes none of it."


class AnalystRefused(Refused):
    """An analyst's key asked for what only a key that opens everything may do."""


def check_edit(study: Study, edit: Edit) -> None:
    """Raise AnalystRefused for an edit that this key may not make."""
    if not study.has_sealed_side and not edit.by_analyst:
        raise AnalystRefused(f"{READS_ONLY} Nothing was changed; ask a researcher to do this.")


def check_letting_out(study: Study) -> None:
    """Raise AnalystRefused where this key may take no documents out: they hold what people said in their own words."""
    if not study.has_sealed_side:
        raise AnalystRefused(
            "This key reads the research data only, and documents hold what people said in their own words. Nothing "
            "was written; ask a researcher for them."
        )
