"""The evidence bundle: whoever has the zip alone can prove it, and a bundle that was changed is caught."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pytest

import bilateral

NAMES = {"README.md", "entries.jsonl", "judgements.jsonl", "manifest.json", "mentions.jsonl", "sources.jsonl", "verify.html", "verify.py"}  # fmt: skip


@pytest.fixture(scope="module")
def bundle(hostile_record, tmp_path_factory):
    """Return the bundle of the hostile record."""
    path = tmp_path_factory.mktemp("bundle") / "evidence.zip"
    bilateral.export_record(hostile_record, "bundle", path)
    return path


def verify(path, script):
    """Run the script of a bundle alone, as its reader would."""
    return subprocess.run(
        [sys.executable, "-I", str(script), str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture(scope="module")
def unpacked(bundle, tmp_path_factory):
    """Return the folder of the bundle's files."""
    folder = tmp_path_factory.mktemp("unpacked")
    zipfile.ZipFile(bundle).extractall(folder)
    return folder


def rows(path):
    """Return the rows of a part by their id."""
    with path.open(encoding="utf-8") as file:
        return {row["id"]: row for row in map(json.loads, file)}


def changed(bundle, path, name, change):
    """Write a copy of the bundle in which one file is another, its hash in the manifest made to fit."""
    with zipfile.ZipFile(bundle) as old:
        files = {one: old.read(one) for one in old.namelist()}
    files[name] = change(files[name].decode()).encode()
    manifest = json.loads(files["manifest.json"])
    manifest["files"][name]["sha256"] = hashlib.sha256(files[name]).hexdigest()
    files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as new:
        for one, content in files.items():
            new.writestr(one, content)
    return path


def test_it_holds_files_of_fixed_names_alone(bundle):
    """No name inside comes from an article, whatever the article is called."""
    assert set(zipfile.ZipFile(bundle).namelist()) == NAMES
    assert zipfile.ZipFile(bundle).testzip() is None


def test_the_same_record_gives_the_same_bytes(bundle, hostile_record, tmp_path):
    """Exported again, the zip is the same, and its hash is the one that the export names."""
    again = bilateral.export_record(hostile_record, "bundle", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()
    assert again.sha256 == hashlib.sha256(bundle.read_bytes()).hexdigest()


def test_its_script_proves_the_zip_without_bilateral(bundle, unpacked):
    """By Python's standard library alone, isolated; both for the zip and for its files."""
    for path in (bundle, unpacked):
        done = verify(path, unpacked / "verify.py")
        assert (done.returncode, done.stderr) == (0, "")
        assert "All holds." in done.stdout
    assert "import bilateral" not in (unpacked / "verify.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "scope", [{"as_of": "2022-07-06"}, {"actors": ("RUS", "VNM")}, {"kinds": ["figure"], "rule": "latest"}]
)
def test_a_part_of_the_record_proves_itself_too(hostile_record, unpacked, tmp_path, scope):
    """As of an earlier day, between two, or by another rule: all that the entries rest on is inside."""
    done = bilateral.export_record(hostile_record, "bundle", tmp_path / "x.zip", **scope)
    assert done.counts["entries"] > 0
    checked = verify(tmp_path / "x.zip", unpacked / "verify.py")
    assert checked.returncode == 0, checked.stdout


def test_its_lines_are_the_entries_of_the_record(unpacked, hostile_record):
    """Each line of the dossier stands in the bundle with all its words."""
    entries, mentions = rows(unpacked / "entries.jsonl"), rows(unpacked / "mentions.jsonl")
    for line in bilateral.dossier(hostile_record, "RUS", "VNM").lines():
        assert entries[line.id]["label"] == line.label
        quoted = {mentions[mention]["quotation"] for mention in entries[line.id]["mentions"]}
        assert quoted == {quote.evidence for quote in line.quotes}


TAMPERINGS = {
    "a text": ("sources.jsonl", "signed", "broke", "does not hash"),
    "a quotation": ("mentions.jsonl", '"quotation":"HANOI', '"quotation":"HANOY', "does not read"),
    "a place": ("mentions.jsonl", '"start":0,', '"start":1,', "does not read"),
    "a place from the end": ("mentions.jsonl", '"start":0,', '"start":-9,', "does not read"),
    "the sources counted": ("entries.jsonl", '"families":1,', '"families":9,', "it rests on 1 families"),
    "what an entry rests on": ("entries.jsonl", '"mentions":["', '"mentions":["x', "is missing"),
    "a source's address": ("sources.jsonl", '"address":"', '"address":"0', "its source is missing"),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_change_is_caught_even_where_the_manifest_was_made_to_fit(bundle, unpacked, tmp_path, tampering):
    """What was changed is named, and the exit code is 1."""
    name, old, new, fault = TAMPERINGS[tampering]
    done = verify(
        changed(bundle, tmp_path / "x.zip", name, lambda text: text.replace(old, new, 1)),
        unpacked / "verify.py",
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert fault in done.stdout


def test_a_change_of_any_file_is_caught_by_the_manifest(bundle, unpacked, tmp_path):
    """One byte more in one file, or one file more, is named."""
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(tmp_path / "x.zip", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b" " if name == "README.md" else b""))
        new.writestr("../more.txt", b"")
    done = verify(tmp_path / "x.zip", unpacked / "verify.py")
    assert done.returncode == 1
    assert "README.md: its SHA-256 is not the manifest's" in done.stdout
    assert "../more.txt: the manifest does not list it" in done.stdout


@pytest.mark.parametrize("content", [b"", b"PK", b"{}"])
def test_what_is_no_bundle_is_said_so(unpacked, tmp_path, content):
    """A file that is none ends with a sentence and exit code 2."""
    (tmp_path / "x.zip").write_bytes(content)
    done = verify(tmp_path / "x.zip", unpacked / "verify.py")
    assert done.returncode == 2
    assert "no bundle that can be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bundle_of_another_format_is_refused(bundle, unpacked, tmp_path):
    """A later format is not judged by an earlier script."""
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(tmp_path / "x.zip", "w") as new:
        new.writestr("manifest.json", old.read("manifest.json").replace(b'"bundle": 1', b'"bundle": 2'))
    done = verify(tmp_path / "x.zip", unpacked / "verify.py")
    assert (done.returncode, "of format 2" in done.stderr) == (2, True)


def test_without_texts_no_text_goes_along_and_the_script_says_what_it_cannot_see(
    hostile_record, unpacked, tmp_path
):
    """Only quotations and hashes; nothing is claimed that was not checked."""
    bilateral.export_record(hostile_record, "bundle", tmp_path / "x.zip", text=False)
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        sources = [json.loads(row) for row in io.TextIOWrapper(archive.open("sources.jsonl"), "utf-8")]
    assert sources
    assert not any("text" in source for source in sources)
    done = verify(tmp_path / "x.zip", unpacked / "verify.py")
    assert done.returncode == 0
    assert "0 spans checked" in done.stdout
    assert "the texts of their sources were left out" in done.stdout
