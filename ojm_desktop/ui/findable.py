"""What the finder offers in an open study: its people, the places of the rail, what can be done now."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import partial
from typing import TYPE_CHECKING

from ojm_desktop.ui import places
from ojm_desktop.ui.actions import ACTIONS
from ojm_desktop.ui.finder import Found

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.page import Navigate

FEW = 4
"""With fewer people than this the places come before them."""


def findable(session: Session, can_do: Container[str], navigate: Navigate, act: Callable[[str], object]) -> list[Found]:
    """Everything to go to or to do, in the order it is offered; `can_do` holds the actions' names."""
    people = [
        Found(person.code, "participant", partial(navigate, "participant", person.id), "person")
        for person in session.study.store.people.all()
    ]
    apart = [
        Found(
            f"Disclosures of {person.code}",
            "participant",
            partial(navigate, "participant", f"{person.id}/{places.DISCLOSURES}"),
            "flag-disclosure",
        )
        for person in session.study.store.people.all()
        if session.study.has_sealed_side
    ]  # of everybody, whether there is one or not
    going = [Found(place.words, "page", partial(navigate, place.name), place.icon) for place in places.RAIL]
    acting = [
        Found(action.words, "action", partial(act, action.name), action.icon, action.key)
        for action in ACTIONS
        if action.name in can_do and not action.name.startswith("go_") and action.name != "find"
    ]
    return [*(going + people if len(people) < FEW else people + going), *acting, *apart]
