"""Write docs/commands.md from the help texts of the command line; a test holds the two together.

python docs/make_commands.py
"""

from pathlib import Path

import click

from bilateral.cli import cli

PAGE = Path(__file__).parent / "commands.md"
HEAD = """# Commands

This page is made from the help texts (`python docs/make_commands.py`); a test fails where they differ.

Exit codes: 0 done; 1 problems were found, each named on standard error; 2 the call cannot be carried out.
"""


def render() -> str:
    """Return the page."""
    parts = [HEAD]
    for name, command in sorted(cli.commands.items()):
        context = click.Context(
            command, info_name=f"bilateral {name}", max_content_width=100, terminal_width=100
        )
        parts.append(f"## bilateral {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
