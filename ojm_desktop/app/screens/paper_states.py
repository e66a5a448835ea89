"""Interviews from paper, in pictures: their second entry, and where the person's page says how far it is."""

from __future__ import annotations

from ojm_desktop.app.screens.stage import Stage


def _go(stage: Stage, wave: str) -> None:
    visits = stage.scene.paper.study.store.visits.all()
    stage.go("back_entry", next(visit.id for visit in visits if visit.wave == wave))


def untyped(stage: Stage) -> None:
    """Nothing typed a second time."""
    _go(stage, "4")


def typed(stage: Stage) -> None:
    """Three of eight."""
    _go(stage, "8")


def different(stage: Stage) -> None:
    """Two readings to settle."""
    _go(stage, "12")


def documents(stage: Stage) -> None:
    """The person's documents, with interviews from paper."""
    stage.go("participant", f"{stage.scene.paper.study.store.people.all()[0].id}/documents")
