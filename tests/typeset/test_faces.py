"""The bundled faces hold every character the program prints itself, as outlines that paper can take."""

from __future__ import annotations

import re

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from ojm_desktop import assets
from ojm_desktop.typeset import FACES, Face, Typeset, face_for

PRINTED = "\u2212\u00b1\u2020\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00b7\u00a3\u00d7"
WELSH = "ŵŷŴŶâêîôûÂÊÎÔÛẁẃẅỳÿ"
POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
ROMANIAN = "ăâîșțĂÂÎȘȚşţ"
URDU = "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےۓۃ،؟۔۰۱۲۳۴۵۶۷۸۹"
ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي٠١٢٣٤٥٦٧٨٩"


def _advances(typeset: Typeset, key: str) -> dict[str, float]:
    return typeset.face(key).advances


@pytest.mark.parametrize("key", FACES)
def test_that_every_face_has_truetype_outlines_and_may_be_embedded(key: str) -> None:
    with TTFont(assets.fonts() / f"{key}.ttf", lazy=True) as font:
        assert "glyf" in font
        assert "CFF " not in font
        assert font["OS/2"].fsType == 0
        assert "Open Font License" in font["name"].getDebugName(13)


def test_that_the_licence_of_the_faces_lies_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE" in (assets.fonts() / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_that_the_text_face_has_what_the_program_prints_and_the_letters_of_its_languages(
    bold: bool, italic: bool
) -> None:
    advances = Typeset().face(face_for(bold, italic)).advances
    assert [c for c in PRINTED + WELSH + POLISH + ROMANIAN if c not in advances] == []


def test_that_the_naskh_face_has_arabic_and_urdu(typeset: Typeset) -> None:
    for key in ("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"):
        assert [c for c in ARABIC + URDU if c not in _advances(typeset, key)] == []


@pytest.mark.parametrize(("bold", "italic"), [(False, False), (True, False), (False, True), (True, True)])
def test_that_figures_are_of_one_width(typeset: Typeset, bold: bool, italic: bool) -> None:
    advances = _advances(typeset, face_for(bold, italic))
    assert len({advances[digit] for digit in "0123456789"}) == 1


def test_that_every_character_in_the_programs_own_texts_can_be_printed(typeset: Typeset) -> None:
    package = assets.resources().parent / "ojm_desktop"
    literals = re.compile(r'"([^"\\\n]*)"')
    missing = {
        (path.name, character)
        for path in sorted([*package.glob("journey/*.py"), *package.glob("report/*.py"), *package.glob("domain/*.py")])
        for text in literals.findall(path.read_text(encoding="utf-8"))
        for character in typeset.missing(text)
    }
    assert missing == set()


def test_that_a_face_that_is_missing_is_an_error_and_not_another_face() -> None:
    with pytest.raises(FileNotFoundError):
        Face.load(assets.fonts(), "NotoSans-Black")
