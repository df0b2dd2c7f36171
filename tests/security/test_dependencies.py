"""What is installed with us: pinned, proved by its hash, declared where it is used, under a licence that allows it."""

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# Licences under which a package may run with ours (Apache-2.0), with the reason. As a package may say it in several
# ways, a name counts where it stands in what the package says.
ALLOWED = {
    "MIT": "asks for no more than its notice",
    "ISC": "the same in other words",
    "BSD": "asks for no more than its notice; 0BSD not even for that",
    "Apache": "our own",
    "PSF": "Python's own, like BSD",
    "CNRI-Python": "of an earlier Python, like BSD; beside Apache-2.0 in regex",
    "Zlib": "asks for no more than not to be passed off as one's own; in numpy",
    "CC0": "asks for nothing; in numpy",
    "MPL": "binds changes to its own files, of which we make none",
}
# What packages say nothing of in their metadata, or say in words of their own; looked up in their sources.
SAID_ELSEWHERE = {"pip": "MIT"}


def pins(lock):
    """Return each requirement of a lock with the lines of its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def normal(name):
    """Return a package's name in its one spelling (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirement):
    """Return the name of the package that a requirement asks for."""
    return normal(re.match(r"[\w.-]+", requirement)[0])


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_and_proved_by_its_hash(lock):
    """One version each (a marker may choose between two), from an index and never from an address, with SHA-256."""
    found = pins(lock)
    assert len(found) > 50
    for words in found:
        assert re.fullmatch(r"[\w.-]+(?:\[[\w,-]+\])?==[\w.+!]+", words[0]), words[0]
        hashes = [word for word in words if word.startswith("--hash=")]
        assert hashes, words[0]
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", word) for word in hashes)
        assert "://" not in " ".join(words)


def test_what_runs_is_what_is_tested():
    """Each package that runs is in the lock of the tests, in the same version."""
    run, tested = ({words[0] for words in pins(lock)} for lock in LOCKS)
    assert run <= tested


def test_every_dependency_is_locked():
    """Nothing that the project asks for is left to the day on which it is installed."""
    locked = {named(words[0]) for words in pins("requirements.lock")}
    assert {named(requirement) for requirement in PROJECT["dependencies"]} <= locked


def imported():
    """Yield the module and the file of each import in the package that is neither ours nor Python's."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                top = name.partition(".")[0]
                if top != "bilateral" and top not in sys.stdlib_module_names:
                    yield top, path.relative_to(ROOT)


def test_nothing_is_imported_that_is_not_declared():
    """What another package happens to bring along may be gone tomorrow; each import is of a declared dependency."""
    extras = PROJECT["optional-dependencies"]
    declared = {named(each) for each in PROJECT["dependencies"]}
    declared |= {named(each) for name in ("postgres", "ray", "mcp", "frames") for each in extras[name]}
    packages = metadata.packages_distributions()
    modules = dict(imported())
    assert len(modules) > 15
    for module, path in modules.items():
        assert {normal(name) for name in packages.get(module, [module])} & declared, (
            f"{path} imports {module}"
        )


def licence_of(name):
    """Return what an installed package says of its licence: as an expression, a classifier, or in words."""
    told = metadata.metadata(name)
    classifiers = [each for each in told.get_all("Classifier") or [] if each.startswith("License ::")]
    said = told.get("License-Expression") or " ".join(classifiers) or told.get("License") or ""
    return SAID_ELSEWHERE.get(name, said.partition("\n")[0])


def test_every_package_that_runs_is_under_a_licence_that_allows_it():
    """By what each installed package of the run-time lock says; of a choice one must do, of several parts all."""
    seen = 0
    for name in {named(words[0]) for words in pins("requirements.lock")}:
        try:
            licence = licence_of(name)
        except metadata.PackageNotFoundError:  # of another platform
            continue
        seen += 1
        choices = [re.split(r" AND ", choice) for choice in licence.split(" OR ")]
        assert any(all(any(allowed in part for allowed in ALLOWED) for part in parts) for parts in choices), (
            f"{name}: {licence!r}"
        )
    assert seen > 50


def test_no_allowed_licence_asks_for_the_source_of_the_whole():
    """The licences of the GNU family come in none of our own dependencies but as one choice of several."""
    assert not any("GPL" in allowed for allowed in ALLOWED)


def calls():
    """Yield each call in the package by its full name, as far as it is written out, with its file."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func), node, path.relative_to(ROOT)


def test_nothing_runs_what_data_holds():
    """No pickle, marshal, shelve, unsafe YAML, eval, exec or shell anywhere in the package."""
    modules = dict(imported_of_python())
    assert not modules.keys() & {
        "pickle",
        "marshal",
        "shelve",
        "dill",
        "joblib",
        "cloudpickle",
        "yaml",
        "subprocess",
        "imp",
    }, modules
    for name, node, path in calls():
        assert name not in {"eval", "exec", "compile", "os.system", "os.popen", "__import__"}, path
        told = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
        assert told.get("allow_pickle") != "True", path
        assert told.get("shell") != "True", path
        assert name not in {"np.load", "numpy.load"} or told.get("allow_pickle") == "False", path


def imported_of_python():
    """Yield every module that the package imports, with the file."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((alias.name.partition(".")[0], path.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.partition(".")[0], path.name


def test_temporary_files_are_made_by_the_functions_that_keep_them_private():
    """Each stands in a folder of its own that only its user may enter; no name is made up and then opened."""
    for name, _, path in calls():
        assert name not in {"tempfile.mktemp", "os.tmpnam", "os.tempnam"}, path
        assert not name.startswith("tempfile.") or name in {
            "tempfile.gettempdir",
            "tempfile.mkdtemp",
            "tempfile.TemporaryDirectory",
            "tempfile.NamedTemporaryFile",
            "tempfile.TemporaryFile",
        }, path
