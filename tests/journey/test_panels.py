"""Eight pathways side by side, on the same axes, numbered through."""

from __future__ import annotations

from dataclasses import replace

from ojm_desktop.domain.template import PATHWAYS
from ojm_desktop.journey.panels import names_of, panels
from ojm_desktop.journey.primitives import Band, Figure, Role
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.typeset import Typeset
from tests.journey.legible import texts
from tests.journey.people import all_pathways, journey, recalled, spot

TYPESET = Typeset()


def printed(journeys: tuple[Trajectory, ...]) -> Figure:
    return panels(journeys, 273.0, 150.0, TYPESET)


def test_that_every_pathway_has_a_panel_with_letter_and_name() -> None:
    titles = [run.text for run in texts(printed(all_pathways())) if run.bold and run.size == 9.0]
    assert [title for title in titles if "  " in title] == [f"{p.letter}  {p.name}" for p in PATHWAYS]


def test_that_all_panels_share_their_axes() -> None:
    tops = [b for b in printed(all_pathways()).primitives if isinstance(b, Band) and b.fill is Role.TINT_POSITIVE]
    assert len({round(b.width, 6) for b in tops}) == len({round(b.height, 6) for b in tops}) == 1
    assert len({round(b.y, 6) for b in tops}) == 2
    assert len({round(b.x, 6) for b in tops}) == 4


def test_that_strikes_are_numbered_across_the_panels() -> None:
    first, second, *others = all_pathways()
    with_spots = (
        replace(first, hot_spots=(spot("a", 40), spot("b", 60))),
        replace(second, hot_spots=(spot("c", 30),)),
        *others,
    )
    assert [r.text for r in texts(printed(with_spots)) if r.text in {"1 +", "2 +", "3 +"}] == ["1 +", "2 +", "3 +"]


def test_that_places_to_touch_carry_their_pathway() -> None:
    names = [hit.name for hit in printed(all_pathways()).hits]
    assert "value:housing/8" in names
    assert "pathway:work" in names
    assert len(set(names)) == len(names)


def test_that_recalled_panels_have_ends_and_no_weeks() -> None:
    words = [run.text for run in texts(printed((recalled(),) * 8))]
    assert words.count("Beginning") == words.count("End") == 8
    assert "week 0" not in words


def test_that_fewer_and_more_pathways_have_their_place() -> None:
    one = printed((journey(),))
    twelve = printed(tuple(journey(pathway=p) for p in (*PATHWAYS, *PATHWAYS[:4])))
    for shown, count in ((one, 1), (twelve, 12)):
        tints = [b for b in shown.primitives if isinstance(b, Band) and b.fill is Role.TINT_NEGATIVE]
        assert len(tints) == count
        assert all(b.y + b.height < shown.height for b in tints)


def test_that_something_late_in_one_pathway_widens_the_weeks_of_all() -> None:
    first, second, *others = all_pathways()
    late = (replace(first, hot_spots=(spot("a", 112),)), second, *others)
    hits = {hit.name: hit for hit in printed(late).hits}
    ways = set()
    for each in late:
        panel = hits[f"pathway:{each.pathway.key}"]
        value = hits.get(f"value:{each.pathway.key}/4")
        rating = each.rating_at("4")
        if value is not None and rating is not None and rating.held_on == first.ratings[0].held_on:
            ways.add(round(value.x + value.width / 2 - panel.x, 6))
    assert len(ways) == 1


def test_that_a_pathway_is_called_the_same_in_its_panel_and_in_the_sentence_over_it() -> None:
    """A name that no panel has room for gives way to the short one in both."""
    *others, last = all_pathways()
    wide = replace(last, pathway=replace(last.pathway, name="Work, " * 20, short_name="Work and alike"))
    told = (*others, wide)
    names = names_of(told, 273.0, TYPESET)
    assert names["work"] == "Work and alike"
    assert names["order"] == "Coping with the Order"
    shown = printed(told)
    titles = {run.text.partition("  ")[2] for run in texts(shown) if run.bold and "  " in run.text}
    assert titles == set(names.values())
    assert "Work and alike +5" in shown.sentence
