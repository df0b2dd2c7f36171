"""The documentation says what is so: commands, options, links and examples are checked."""

import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import bilateral
from bilateral import api
from bilateral.cli import cli
from bilateral.sample import SAMPLE

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]


def examples(language):
    """Return the examples in one language of the pages, each with its page."""
    return [
        pytest.param(block, id=f"{page.name}-{n}")
        for page in PAGES
        for n, block in enumerate(
            re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        )
    ]


def test_the_page_of_commands_is_what_help_says():
    """docs/commands.md is made from the help texts; after a change, run docs/make_commands.py."""
    made = runpy.run_path(str(ROOT / "docs" / "make_commands.py"))
    assert made["PAGE"].read_text(encoding="utf-8") == made["render"]()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    """Each relative link of a page leads to a file that is there."""
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("block", examples("sh"))
def test_commands_in_the_pages_exist_with_their_options(block):
    """Every bilateral command and option that a page shows is one that the command line has."""
    for line in block.splitlines():
        call = re.search(r"(?:^|\| )bilateral (\S+)(.*)", line)
        if not call:
            continue
        command = cli.commands[call[1]]
        known = {name for parameter in command.params for name in parameter.opts}
        assert {word for word in shlex.split(call[2], comments=True) if word.startswith("--")} <= known, line


@pytest.mark.parametrize("block", examples("python"))
def test_python_examples_run(block, tmp_path):
    """Each Python example runs as it stands, in a folder that holds the sample as reports.jsonl."""
    (tmp_path / "reports.jsonl").write_bytes(SAMPLE.read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", block], cwd=tmp_path, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()


def test_the_public_names_are_sorted_and_complete():
    """`import bilateral` offers just what `bilateral.api` does, and each name is there."""
    assert bilateral.__all__ == sorted(bilateral.__all__) == api.__all__
    assert all(getattr(bilateral, name) is getattr(api, name) for name in bilateral.__all__)


def test_an_unknown_name_is_said_to_be_unknown():
    """Lazy loading does not hide a misspelt name."""
    with pytest.raises(AttributeError, match="frobnicate"):
        _ = bilateral.frobnicate
