"""Who documents may be sealed for: kept in the study, so that nobody has to find a key again at each export."""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.recipient import Recipient
from ojm_desktop.exchange import age
from ojm_desktop.service.edits.base import Edit
from ojm_desktop.service.study import Study

LONGEST = 80
"""Letters of a name."""


@dataclass(frozen=True, kw_only=True)
class AddRecipient(Edit):
    """Documents can be sealed for somebody from now on."""

    recipient: Recipient

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Refused for a name that is none or taken; NotARecipient for what is no public key."""
        name = self.recipient.name
        if not name.strip() or name != name.strip() or len(name) > LONGEST or not name.isprintable():
            raise Refused(f"A recipient needs a name of {LONGEST} letters at most. Nothing was changed; give one.")
        if study.store.recipients.get(name) is not None:
            raise Refused(f"{name} is among the recipients already. Nothing was changed; choose another name.")
        age.check_public(self.recipient.key)
        study.store.recipients.add(self.recipient)
        return RemoveRecipient(name=name), Changes(recipients=True)

    def sentence(self, study: Study) -> str:
        return f"Documents can be sealed for {self.recipient.name}."


@dataclass(frozen=True, kw_only=True)
class RemoveRecipient(Edit):
    """Nothing is sealed for somebody any more; what was sealed for them they can still open."""

    name: str

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        found = recipient(study, self.name)
        study.store.recipients.remove(found.name)
        return AddRecipient(recipient=found), Changes(recipients=True)

    def sentence(self, study: Study) -> str:
        return f"{self.name} is no recipient any more."


def recipient(study: Study, name: str) -> Recipient:
    """The recipient of that name, in any case. Raises Refused where there is none."""
    found = study.store.recipients.get(name.strip())
    if found is None:
        raise Refused(f"Nobody is called {name} among the recipients. Nothing was done; see: ojm recipients list.")
    return found
