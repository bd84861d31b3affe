"""The command line: `samverk`, `samverk serve`, `samverk lab` and their fellows."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from samverk.model import Sorry
from samverk.words import _

Command = Callable[[argparse.Namespace], int | None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns the exit code: 0, or 2 after one sentence on standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
        given.insert(0, "serve")
    parsed = parser().parse_args(given)
    command: Command = parsed.command
    try:
        return command(parsed) or 0
    except Sorry as sorry:
        print(sorry, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0


def parser() -> argparse.ArgumentParser:
    """The parser of all commands. Each sets `command` to the function that carries it out."""
    every = argparse.ArgumentParser(prog="samverk", description=_("Samverk"))
    commands = every.add_subparsers(title=_("kommandoer"), metavar="", required=True)

    serve = _command(commands, "serve", run_serve, _("åpne verkstedet i nettleseren"))
    _serving(serve)

    lab = _command(commands, "lab", run_lab, _("åpne verkstedet i JupyterLab"))
    _serving(lab)

    return every


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Command,
    about: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=about, description=about)
    command.set_defaults(command=run)
    _workshop(command)
    return command


def _workshop(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--notebook",
        type=Path,
        default=Path("workshop.ipynb"),
        metavar=_("FIL"),
        help=_("notatboka, ellers workshop.ipynb her"),
    )
    command.add_argument(
        "--data",
        type=Path,
        metavar=_("MAPPE"),
        help=_("mappa der data ligger, ellers workshops ved siden av notatboka"),
    )


def _serving(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--host", metavar=_("ADRESSE"), help=_("slipp også til andre maskiner på denne adressen")
    )
    command.add_argument("--port", type=int, metavar=_("PORT"), help=_("0 gir en ledig port"))
    command.add_argument("--token", metavar=_("TEGN"), help=_("nøkkelen i lenken"))
    command.add_argument(
        "--no-browser", action="store_true", help=_("ikke åpne noe vindu i nettleseren")
    )
    command.add_argument(
        "--ready-file", type=Path, metavar=_("FIL"), help=_("skriv adressene hit når alt er klart")
    )
    command.add_argument(
        "--sample", action="store_true", help=_("fyll en tom datamappe med eksempelverkstedet")
    )


def fill_sample(notebook: Path, data: Path) -> None:
    """Fill the notebook's workshop with the sample where it has no data yet."""


def run_serve(given: argparse.Namespace) -> None:
    """`samverk serve`."""
    from samverk.live.app import serve
    from samverk.live.offer import Offer, located

    notebook, data = located(given.notebook, given.data)
    if given.sample:
        fill_sample(notebook, data)
    serve(
        Offer(
            notebook=notebook,
            data=data,
            host=given.host,
            port=given.port,
            token=given.token,
            browser=not given.no_browser,
            ready_file=given.ready_file,
        )
    )


def run_lab(given: argparse.Namespace) -> int:
    """`samverk lab`."""
    from samverk.live.lab import lab
    from samverk.live.offer import located

    notebook, data = located(given.notebook, given.data)
    if given.sample:
        fill_sample(notebook, data)
    return lab(notebook, data, given)


if __name__ == "__main__":
    sys.exit(main())
