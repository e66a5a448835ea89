"""Files that are answers: which question takes which, how large they may be, and what is kept of their names."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from ojm_desktop.domain.answer import MOST_OCTETS
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.form import Question, Type

TAKES: Final = {Type.IMAGE: "image", Type.SIGNATURE: "image", Type.AUDIO: "audio", Type.FILE: "file"}
PICTURES: Final = {
    b"\x89PNG\r\n\x1a\n": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"GIF8": ".gif",
    b"RIFF": ".webp",
}
"""What a picture begins with, whatever its name says."""
LONGEST_SUFFIX: Final = 8


def checked(question: Question, name: str, octets: bytes) -> tuple[str, str]:
    """The kind of a file and the name it is kept under: the question's, with the end of its own. Raises Refused."""
    kind = TAKES.get(question.type)
    if kind is None:
        raise Refused("This question takes no file. Nothing was changed.")
    if not octets:
        raise Refused("This file is empty. Nothing was changed.")
    if len(octets) > MOST_OCTETS:
        size = MOST_OCTETS // (1024 * 1024)
        raise Refused(f"This file is larger than {size} MiB, the most that is kept. Nothing was changed.")
    suffix = PurePath(name.replace("\\", "/")).suffix.lower()
    if kind == "image":
        found = next((ends for begins, ends in PICTURES.items() if octets.startswith(begins)), None)
        if found is None:
            raise Refused("This is no picture of a known kind. Nothing was changed; use PNG, JPEG, GIF or WebP.")
        suffix = found
    is_plain = suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) <= LONGEST_SUFFIX
    return kind, question.name + (suffix if is_plain else "")
