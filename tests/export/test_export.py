"""What every form shares: where it writes, what it refuses, and how it ends when something is wrong."""

import pytest
from click.testing import CliRunner

import bilateral
from bilateral.cli import cli, exporting
from bilateral.exceptions import ExportError
from bilateral.export import FORMS
from bilateral.export.files import new_files


def run(*arguments):
    """Run the command line in this process; an error that is not ours is raised."""
    done = CliRunner().invoke(cli, ["export", *map(str, arguments)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_the_command_knows_every_form():
    """The forms that the command line offers are those that there are."""
    assert list(FORMS) == exporting.FORMS


def test_nothing_is_overwritten_unasked(built_record, tmp_path):
    """A table that stands there is kept, said to be there, and replaced only with --force."""
    (tmp_path / "events.csv").write_text("mine", encoding="utf-8")
    done = run("csv", "--record", built_record, "-o", tmp_path)
    assert (done.exit_code, (tmp_path / "events.csv").read_text(encoding="utf-8")) == (2, "mine")
    assert "is there already" in done.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "events.csv"]
    assert run("csv", "--record", built_record, "-o", tmp_path, "--force").exit_code == 0
    assert (tmp_path / "events.csv").read_text(encoding="utf-8").startswith("id,label")


def test_force_leaves_no_stale_table_and_no_other_file_touched(built_record, tmp_path):
    """A table of an earlier export that this one does not write goes; what is not ours stays."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    run("csv", "--record", built_record, "-o", tmp_path)
    run("csv", "--record", built_record, "-o", tmp_path, "--kind", "event", "--force")
    names = {path.name for path in tmp_path.iterdir()}
    assert {"events.csv", "notes.txt"} <= names
    assert "statements.csv" not in names


def test_a_record_is_never_replaced_by_its_export(sample_file):
    """Not even with --force; the record is still one."""
    for form, spec in FORMS.items():
        if not spec.names:
            with pytest.raises(ExportError, match="the record itself"):
                bilateral.export_record(sample_file, form, sample_file, force=True)
    assert bilateral.check(sample_file) == []


def test_a_folder_that_is_a_file_is_said_so(built_record, tmp_path):
    """An output that cannot be made ends with a sentence, not a traceback."""
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    done = run("csv", "--record", built_record, "-o", tmp_path / "taken")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


def test_an_unknown_form_is_said_so(built_record, tmp_path):
    """The message names the forms that there are."""
    with pytest.raises(ExportError, match="csv, parquet"):
        bilateral.export_record(built_record, "xls", tmp_path)


def test_an_export_that_fails_leaves_nothing(built_record, tmp_path):
    """Where no table can be put because a folder has its name, none is, and no part is left behind."""
    (tmp_path / "mentions.csv").mkdir()
    with pytest.raises(ExportError, match="is no file"):
        bilateral.export_record(built_record, "csv", tmp_path, force=True)
    assert list(tmp_path.iterdir()) == [tmp_path / "mentions.csv"]


def test_a_record_that_cannot_be_read_leaves_no_folder(tmp_path):
    """A folder that the export made goes with it when it fails."""
    (tmp_path / "none.bilateral").write_text("no record", encoding="utf-8")
    done = run("csv", "--record", tmp_path / "none.bilateral", "-o", tmp_path / "tables")
    assert done.exit_code == 2
    assert not (tmp_path / "tables").exists()


def test_an_export_interrupted_in_the_middle_leaves_no_folder(tmp_path):
    """Neither a part nor an empty folder stays."""
    with pytest.raises(KeyError), new_files(tmp_path / "out", ["a"], force=False) as folder:  # noqa: PT012
        (folder / "a").write_text("half", encoding="utf-8")
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_the_rule_all_is_refused(built_record, tmp_path):
    """A table has one value a cell."""
    with pytest.raises(ValueError, match="one value a field"):
        bilateral.export_record(built_record, "csv", tmp_path, rule="all")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_record_gives_the_same_tables_from_either_database(form, built_record, built_file, tmp_path):
    """Read from a file or from PostgreSQL, the same articles give the same bytes."""
    for record, name in ((built_record, "one"), (built_file, "other")):
        bilateral.export_record(record, form, tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes(), path.name
