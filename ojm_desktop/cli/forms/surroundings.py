"""What a form on the command line runs in: the machine's clock and chance, and the lists beside the form's file."""

from __future__ import annotations

import uuid
from datetime import timedelta, timezone
from pathlib import Path
from random import Random

from ojm_desktop.cli.passphrase import machine_clock
from ojm_desktop.domain.clock import parse_utc
from ojm_desktop.domain.form import Form
from ojm_desktop.forms.environment import Environment, ExternalList
from ojm_desktop.forms.external import read_list


def machine_environment(files: dict[str, ExternalList] | None = None) -> Environment:
    """Now, here, without a last wave."""
    here = machine_clock().now()
    moment, zone = parse_utc(here.utc), timezone(timedelta(minutes=here.offset))
    return Environment(lambda: moment, zone, lambda: str(uuid.uuid4()), Random(), None, files or {})


def lists_beside(path: Path, form: Form) -> dict[str, ExternalList]:
    """The lists of a form that lie beside its file, by id; one that is missing is told where it is looked into."""
    found = ((id, path.parent / name) for id, name in form.files)
    return {id: read_list(place.name, place.read_bytes()) for id, place in found if place.is_file()}
