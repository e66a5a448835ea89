"""Study templates.

"Bristol journey mapping" carries the facts MB23, MB24, MB27-MB29, MB41 and MB47; the words are ours.
"""

from __future__ import annotations

from ojm_desktop.domain.plan import Cohort, Kind, Pathway, Shape, StudyPlan, Wave
from ojm_desktop.domain.scale import Scale

PATHWAYS = (
    Pathway(
        "drugs", "D", "Drugs and Alcohol", "Drugs, alcohol", Shape.CIRCLE, "how they managed with drugs and alcohol"
    ),
    Pathway(
        "housing", "H", "Housing and Accommodation", "Housing", Shape.SQUARE, "how safe and settled they felt at home"
    ),
    Pathway(
        "family",
        "F",
        "Family and Relationships",
        "Family",
        Shape.TRIANGLE_UP,
        "how it went with the people close to them",
    ),
    Pathway(
        "finance", "B", "Finance and Benefits", "Finance", Shape.DIAMOND, "how they got by with money and benefits"
    ),
    Pathway("health", "G", "General Health", "Health", Shape.PENTAGON, "how well they felt in body"),
    Pathway(
        "mental",
        "M",
        "Mental Health/Learning Disability",
        "Mental health",
        Shape.TRIANGLE_DOWN,
        "how they felt in mind and coped with learning",
    ),
    Pathway(
        "order", "C", "Coping with the Order", "The order", Shape.HEXAGON, "how they coped with what the order asks"
    ),
    Pathway(
        "work", "W", "Work, Training and Education", "Work", Shape.STAR, "how it went with work, training and learning"
    ),
)

PROSPECTIVE = Cohort(
    key="1",
    prefix="C1",
    name="Cohort 1",
    kind=Kind.PROSPECTIVE,
    waves=(Wave("4", "Week 4", 4), Wave("8", "Week 8", 8), Wave("12", "Week 12", 12)),
    diary_weeks=12,
)

RETROSPECTIVE = Cohort(
    key="2",
    prefix="C2",
    name="Cohort 2",
    kind=Kind.RETROSPECTIVE,
    waves=(Wave("begin", "Beginning", 0, 0, 0), Wave("end", "End", 13, 0, 0)),
    diary_weeks=0,
)

ORDER_TYPES = (
    "Community Order with Supervision",
    "Community Order with Supervision/DRR",
    "Community Order with Supervision/DRR/Programme",
    "Community Order with Supervision/DRR/Specified Activity",
    "Community Order with Supervision/Programme",
    "Suspended Sentence Order with Supervision/DRR",
    "Post release licence",
)

ACCOMMODATION_TYPES = (
    "Staying with friends or family",
    "Council accommodation",
    "Housing association",
    "Temporary accommodation",
    "Private rented tenancy",
    "Owned or mortgaged",
    "No fixed address",
)

AGENCIES = (
    "Impact Team",
    "Probation / Offender Manager",
    "BDP",
    "The Nilaari Agency",
    "Salvation Army",
    "Novas",
    "Maximus",
    "Cruse Bereavement Care",
    "GP",
    "NA",
    "ETS",
    "RSI",
    "Housing Association",
    "Council",
    "Job Centre",
    "DWP",
    "TV Licensing",
    "Water company",
)

DEFAULT_ZONE = "Europe/London"
DEFAULT_SUGGESTION_STEP = 3


def bristol(name: str, *, is_practice: bool = False) -> StudyPlan:
    """Two cohorts, eight pathways, a scale from -5 to +5."""
    return StudyPlan(
        name=name,
        zone=DEFAULT_ZONE,
        is_practice=is_practice,
        suggestion_step=DEFAULT_SUGGESTION_STEP,
        scale=Scale(),
        cohorts=(PROSPECTIVE, RETROSPECTIVE),
        pathways=PATHWAYS,
        order_types=ORDER_TYPES,
        accommodation_types=ACCOMMODATION_TYPES,
        agencies=AGENCIES,
    )


def empty(name: str) -> StudyPlan:
    """The two cohorts and the scale, with one pathway to begin from and empty lists."""
    plan = bristol(name)
    return StudyPlan(
        name=name,
        zone=plan.zone,
        is_practice=False,
        suggestion_step=plan.suggestion_step,
        scale=plan.scale,
        cohorts=plan.cohorts,
        pathways=(PATHWAYS[1],),
        order_types=(),
        accommodation_types=(),
        agencies=(),
    )


TEMPLATES = {"bristol": bristol, "empty": empty}
