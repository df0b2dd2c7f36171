"""The documentation says what is so: commands, options, links and examples are checked."""

import re
import runpy
import shlex
from pathlib import Path

import pytest

import bilateral
from bilateral import api
from bilateral.cli import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]


def examples(language):
    """Return the examples in one language of the pages, each with its page."""
    return [
        pytest.param(block, id=f"{page.stem}-{n}")
        for page in PAGES
        for n, block in enumerate(
            re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        )
    ]


@pytest.mark.parametrize("name", ["commands", "functions", "tables"])
def test_the_pages_made_from_code_are_what_it_says(name):
    """Commands and tables are told as help texts and schema have them; after a change, run scripts/docs make."""
    made = runpy.run_path(str(ROOT / "docs" / f"make_{name}.py"))
    assert made["PAGE"].read_text(encoding="utf-8") == made["render"]()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    """Each relative link of a page leads to a file that is there."""
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_page_stands_in_the_site():
    """The list of pages in mkdocs.yml names each page of docs/."""
    listed = re.findall(r": ([\w/-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    assert pages <= set(listed)


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


def test_the_public_names_are_sorted_and_complete():
    """`import bilateral` offers just what `bilateral.api` does, and each name is there."""
    assert bilateral.__all__ == sorted(bilateral.__all__) == api.__all__
    assert all(getattr(bilateral, name) is getattr(api, name) for name in bilateral.__all__)


def test_an_unknown_name_is_said_to_be_unknown():
    """Lazy loading does not hide a misspelt name."""
    with pytest.raises(AttributeError, match="frobnicate"):
        _ = bilateral.frobnicate
