"""What the site adds to the pages in this folder; `mkdocs.yml` names it.

Pages link to files beside this folder (`../benchmarks/RESULTS.md`), as they should where the repository is read. The
site has these files too, and links lead there. A paragraph that is nothing but a link to a section of
the results becomes that section, so that no table stands in two places.
"""

import posixpath
import re
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT: Final = Path(__file__).resolve().parents[1]
BESIDE: Final = {
    "../benchmarks/RESULTS.md": "results.md",
    "../CHANGELOG.md": "changelog.md",
    "../CONTRIBUTING.md": "contributing.md",
    **{f"../examples/{path.name}": f"examples/{path.name}" for path in (ROOT / "examples").glob("*.ipynb")},
}
LINK: Final = re.compile(r"\]\((?P<path>(?:\.\./)+[\w/.-]+)(?P<anchor>#[\w-]+)?\)")
SECTION: Final = re.compile(
    r"^\[[^\]]+\]\((?:\.\./)+benchmarks/RESULTS\.md#(?P<anchor>[\w-]+)\)$", re.MULTILINE
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files beside the folder: Markdown as pages, others to be fetched."""
    for path, name in BESIDE.items():
        content = (ROOT / "docs" / path).read_text(encoding="utf-8")
        files.append(File.generated(config, name, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 -- by name
    """Put in sections of the results, and lead links to files beside the folder to their pages."""
    folder = posixpath.dirname(page.file.src_uri)
    markdown = SECTION.sub(lambda found: section(found["anchor"]), markdown)

    def lead(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, found["path"]))
        if path not in BESIDE:
            return found[0]
        return f"]({posixpath.relpath(BESIDE[path], folder or '.')}{found['anchor'] or ''})"

    return LINK.sub(lead, markdown)


def section(anchor: str) -> str:
    """Return what stands under a heading of the results, by the anchor of the heading.

    Raises:
        KeyError: there is no such heading.

    """
    results = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"^## +(.+)$", results, flags=re.MULTILINE)
    named = zip(parts[::2], parts[1::2], strict=True)
    sections = {re.sub(r"\W+", "-", name.lower()).strip("-"): body for name, body in named}
    return sections[anchor].strip()
