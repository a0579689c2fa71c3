"""The command line: one module for each command, each thin, each imported only when its command runs."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

_COMMANDS = {
    "check": "Check a dossier: every statement recomputed, every fault of its files.",
    "explain": "Show one statement in full: reading, figures by period, rows, SQL.",
    "fmt": "Show how a dossier's files differ from their canonical form, or write them.",
    "new": "Make a small dossier that checks clean.",
    "verify": "Check a sentence against data files, without a dossier.",
    "read": "Show how a dossier's sentences are read, or write the readings under them.",
    "pin": "Pin the dossier's data files by their sha256.",
    "build": "Build the poster, the report, the site and ClaimReview of a dossier.",
    "publish": "Publish an edition: build it, and keep what was published and why it changed.",
    "editions": "List a dossier's editions, and verify that none was deleted or replaced.",
    "verify-edition": "Verify a published edition with nothing but its own files.",
    "reproduce": "Build an edition again, and compare it byte for byte.",
    "data": "Keep releases of data as snapshots, and show what changed between two.",
    "changes": "Show which verdicts changed since an edition or a release of data, and why.",
    "archive": "Capture the pages that a dossier cites, or verify the captures.",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for; help needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"onrecord.cli.{cmd_name.replace('-', '_')}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a fault of ours ends it with exit code 3, which no report has.

        Python's own exit code for an exception is 1, and would read as "a statement fails".
        """
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            sys.exit(130)  # click would make it 1
        except Exception as error:
            if os.environ.get("ONRECORD_DEBUG"):
                raise
            reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
            click.echo(
                f"onrecord stopped on a fault of its own, and nothing was checked: {reason}\n"
                "Run it again with ONRECORD_DEBUG=1 in the environment to see where, and report what it shows.",
                err=True,
            )
            sys.exit(3)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their summaries, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord", message="onrecord %(version)s")
def main() -> None:
    """Claim-versus-record sheets that are built and tested like software.

    A dossier is a folder with dossier.toml, claims in Markdown, sources and data. Start one with `onrecord new`,
    check one with `onrecord check`.
    """
