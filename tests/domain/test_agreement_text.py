"""What the agreement's words may say."""

from __future__ import annotations

from ojm_desktop.domain.agreement_text import CURRENT


def test_that_what_must_be_passed_on_is_its_last_part() -> None:
    assert "pass on" in CURRENT.parts[-1].heading


def test_that_nothing_is_promised_that_this_version_cannot_do() -> None:
    said = " ".join(paragraph for part in CURRENT.parts for paragraph in part.paragraphs).lower()
    assert "eras" not in said
    assert all("if I am asked" in words for use, words in CURRENT.uses if use in ("diary", "audio"))


def test_that_own_words_are_not_said_to_be_printed_without_a_yes() -> None:
    said = " ".join(paragraph for part in CURRENT.parts for paragraph in part.paragraphs)
    assert "words are printed only if you say yes" in said
