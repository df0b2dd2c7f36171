"""A record in the forms that other tools read: tables, event data, linked data, entities, and evidence to hand on.

Each form is one module, and each streams: what it holds in memory does not grow with the record, unless it is asked
for two actors, whose entries are gathered first. What a form cannot hold stands in docs/exports.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from bilateral.exceptions import ExportError
from bilateral.export import tabular
from bilateral.export.bundle import write_bundle
from bilateral.export.files import new_file, new_files, sha256_of
from bilateral.export.ftm import write_ftm
from bilateral.export.gdelt import write_gdelt, write_gdelt_1
from bilateral.export.linked import write_jsonld
from bilateral.export.plover import write_plover
from bilateral.export.scope import Scope
from bilateral.export.stix import write_stix
from bilateral.export.tables import SCHEMAS

__all__ = ["FORMS", "Exported", "Form", "Scope", "export"]

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Form:
    """One form: ``write`` fills a file, or a folder with some of ``names``, and returns what it counted.

    ``text`` says whether the texts of articles go out unless asked otherwise; it is null where the form has no place
    for them.
    """

    write: Callable[..., Counts]
    names: tuple[str, ...] = ()
    text: bool | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote, and where: ``counts`` by table or kind of thing, ``sha256`` of the file if it is one."""

    form: str
    path: Path
    counts: Counts
    sha256: str | None = None


FORMS: Final[Mapping[str, Form]] = {
    "csv": Form(tabular.write_csv, names=tuple(f"{name}.csv" for name in SCHEMAS), text=False),
    "parquet": Form(tabular.write_parquet, names=tuple(f"{name}.parquet" for name in SCHEMAS), text=False),
    "jsonld": Form(write_jsonld),
    "bundle": Form(write_bundle, text=True),
    "plover": Form(write_plover),
    "gdelt": Form(write_gdelt),
    "gdelt-1": Form(write_gdelt_1),
    "ftm": Form(write_ftm, text=False),
    "stix": Form(write_stix),
}
"""The forms by name."""


def export(
    connection: sa.Connection,
    form: str,
    path: Path,
    scope: Scope,
    *,
    text: bool | None = None,
    force: bool = False,
) -> Exported:
    """Write the entries of a scope, with all that they rest on, to a file or folder.

    ``text`` says whether the texts of articles go along (null: as the form has it); ``force`` replaces what stands
    at ``path``, but never a folder by a file, and never files of other names in a folder.

    Raises:
        ExportError: there is no such form, it has no place for texts, or the files cannot be written.

    """
    if form not in FORMS:
        raise ExportError(f"there is no form {form!r}; the forms are {', '.join(FORMS)}")
    chosen = FORMS[form]
    if text is not None and chosen.text is None:
        raise ExportError(f"the form {form} has no place for the texts of articles; leave the option out")
    options = {} if chosen.text is None else {"text": chosen.text if text is None else text}
    if chosen.names:
        with new_files(path, chosen.names, force=force) as folder:
            return Exported(form, path, chosen.write(connection, scope, folder, **options))
    with new_file(path, force=force) as file:
        counts = chosen.write(connection, scope, file, **options)
    return Exported(form, path, counts, sha256_of(path))
