"""The tree of answers: places, positions, repeats."""

from __future__ import annotations

from ojm_desktop.forms.instance import Node, new_document


def grown() -> Node:
    document = new_document()
    data = document.add("data")
    for name in ("Ann", "Bo"):
        data.add("child", is_repeat=True).add("name", name)
    data.add("after", "x")
    return document


def test_that_a_path_counts_the_instances_of_repeats_and_a_place_does_not() -> None:
    bo = grown().find("/data/child[2]/name")
    assert bo is not None
    assert (bo.path, bo.place, bo.text) == ("/data/child[2]/name", "/data/child/name", "Bo")


def test_that_a_new_instance_stands_after_the_others_of_its_repeat() -> None:
    document = grown()
    data = document.children[0]
    third = data.add("child", is_repeat=True)
    assert [child.name for child in data.children] == ["child", "child", "child", "after"]
    assert (third.position, third.path) == (3, "/data/child[3]")


def test_that_those_behind_move_up_where_an_instance_is_removed() -> None:
    document = grown()
    data = document.children[0]
    first, second = data.by_name["child"]
    data.remove(first)
    assert second.path == "/data/child[1]"
    assert document.find("/data/child[2]") is None
    data.remove(second)
    assert "child" not in data.by_name


def test_that_the_value_of_a_group_is_that_of_everything_in_it_that_is_relevant() -> None:
    document = grown()
    assert document.value == "AnnBox"
    document.children[0].children[0].is_relevant = False
    assert document.value == "Box"


def test_that_a_place_that_is_not_there_is_not_found() -> None:
    assert grown().find("/data/nobody") is None
    assert grown().find("/data/child[0]") is None
