"""Lists beside a form, from CSV."""

from __future__ import annotations

import pytest

from ojm_desktop.forms.external import BadExternalList, read_list


def test_that_rows_are_read_by_the_names_of_their_columns() -> None:
    found = read_list("towns.csv", '\ufeffname,label\nx,"Ex, y"\nz\n'.encode())
    assert found.rows == ({"name": "x", "label": "Ex, y"}, {"name": "z", "label": ""})
    assert found.find("name", "x") == found.rows[0]


def test_that_semicolons_and_tabs_part_cells_as_well_and_commas_in_words_do_not() -> None:
    for sign in ";\t":
        found = read_list("towns.csv", f'name{sign}label\nx{sign}"Ex, y, z, and more"\n'.encode())
        assert found.rows == ({"name": "x", "label": "Ex, y, z, and more"},)
    assert read_list("towns.csv", b"name\nx;y\n").rows == ({"name": "x;y"},)


@pytest.mark.parametrize(
    ("name", "octets", "said"),
    [
        ("towns.geojson", b"{}", "no list that can be read"),
        ("towns.xml", b"<root><item><name>x</name>", "not well-formed"),
        ("towns.xml", b'<!DOCTYPE r [<!ENTITY a "b">]><r/>', "document type"),
        ("towns.xml", b"<root>" + b"<item/>" * 11 + b"</root>", "more than 10 rows"),
        ("towns.csv", b"name\n\xff\xfe", "not written in UTF-8"),
        ("towns.csv", b"name\n" + b"x" * 200_000, "no CSV that can be read"),
        ("towns.csv", b"name\n" + b"x\n" * 11, "more than 10 rows"),
    ],
)
def test_that_a_file_that_is_no_list_is_refused_in_words(
    name: str, octets: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ojm_desktop.forms.external.MOST_ROWS", 10)
    with pytest.raises(BadExternalList, match=said):
        read_list(name, octets)


def test_that_an_xml_file_as_odk_writes_lists_is_read_row_by_row() -> None:
    written = "<root><item><name>x</name><label> Ex </label></item><item><name>z</name></item></root>"
    assert read_list("places.XML", written.encode()).rows == ({"name": "x", "label": "Ex"}, {"name": "z"})
