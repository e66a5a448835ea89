"""A filled-in form as XML, read into the tree expressions are worked out against."""

from __future__ import annotations

from collections import Counter
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.forms.guard import LARGEST_FILE, MIB
from ojm_desktop.forms.instance import Node, new_document

DEEPEST: Final = 100
"""Groups inside groups; no questionnaire comes near it."""


class BadInstance(OjmError):
    """XML that is no filled-in form."""


def read_instance(xml: bytes) -> Node:
    """The document of the answers in some XML. Elements are named without their namespaces, and those of one name
    beside each other are the instances of a repeat. BadInstance where it cannot be read.
    """
    if len(xml) > LARGEST_FILE:
        raise BadInstance(
            f"A filled-in form larger than {LARGEST_FILE // MIB} MiB is not read. Nothing was worked out."
        )
    try:
        root = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException:
        said = "This XML defines entities or a document type, which a filled-in form never needs."
        raise BadInstance(f"{said} Nothing was worked out.") from None
    except (ParseError, ValueError, LookupError) as error:
        raise BadInstance(f"This is no XML of a filled-in form: {error}. Nothing was worked out.") from None
    document = new_document()
    _grow(document, root, is_repeat=False, depth=1)
    return document


def _grow(parent: Node, element: Element, *, is_repeat: bool, depth: int) -> None:
    if depth > DEEPEST:
        raise BadInstance(f"More than {DEEPEST} groups stand inside each other. Nothing was worked out.")
    text = "" if len(element) else element.text or ""
    node = parent.add(_local(element), text, is_repeat=is_repeat)
    count = Counter(map(_local, element))
    for child in element:
        _grow(node, child, is_repeat=count[_local(child)] > 1, depth=depth + 1)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
