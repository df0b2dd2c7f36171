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
    above = click.Context(cli, info_name="bilateral", terminal_width=100, **cli.context_settings)
    for name, command in sorted(cli.commands.items()):
        help_text = command.get_help(click.Context(command, info_name=name, parent=above))
        parts.append(f"## bilateral {name}\n\n```text\n{help_text}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
