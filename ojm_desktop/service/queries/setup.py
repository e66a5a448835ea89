"""How the study is set up and what of it is fixed by now: read by the Study page and by the form that adds a person."""

from __future__ import annotations

from ojm_desktop.service.session import Session


def scale_is_fixed(session: Session) -> bool:
    """Somebody has rated, so the scale can change no more (journey-map: rules)."""
    return session.study.store.ratings.exist() or session.study.store.diary.has_values()


def pathways_in_use(session: Session) -> frozenset[str]:
    """Keys of the pathways about which anything was said; these cannot be taken out."""
    return frozenset(session.study.store.pathways_in_use())


def waves_in_use(session: Session, cohort: str) -> frozenset[str]:
    """Keys of the waves at which anybody of a cohort was asked; these keep their week."""
    return frozenset(session.study.store.waves_in_use(cohort))


def next_code(session: Session, cohort: str) -> str:
    """The code the next person of a cohort will have: the next free number, never used before."""
    found = session.plan.cohort(cohort)
    return f"{found.prefix}-{session.study.store.people.last_number(cohort) + 1:02d}"


def has_people(session: Session) -> bool:
    """Whether anybody was added yet."""
    return session.study.store.people.exist()


def words_used(session: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words for gender and for ethnicity that were typed for somebody already, so that the same word is used again."""
    people = session.study.store.people.all()
    genders = sorted({person.gender for person in people if person.gender})
    ethnicities = sorted({person.ethnicity for person in people if person.ethnicity})
    return tuple(genders), tuple(ethnicities)


def writes_sealed_side(session: Session) -> bool:
    """Whether this key may write who a code stands for."""
    return session.study.has_sealed_side
