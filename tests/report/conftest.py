"""One typeset for all tests of the package: the faces are read once."""

from __future__ import annotations

import pytest

from ojm_desktop.typeset import Typeset


@pytest.fixture(scope="session")
def typeset() -> Typeset:
    """The bundled faces."""
    return Typeset()
