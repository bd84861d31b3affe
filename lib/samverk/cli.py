"""The command line: `samverk`, `samverk serve`, `samverk lab` and their fellows."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from samverk import words
from samverk.model import Sorry
from samverk.words import _, n_

if TYPE_CHECKING:
    from samverk.live.offer import Offer

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
        print(" ".join(str(sorry).split()), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0


class Help(argparse.HelpFormatter):
    """Says "usage" in the user's language."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """The line with all options."""
        super().add_usage(usage, actions, groups, _("bruk: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Speaks the user's language, and answers what it does not understand with one sentence."""

    def __init__(self, **more: Any) -> None:
        super().__init__(add_help=False, formatter_class=Help, **more)
        self._positionals.title, self._optionals.title = _("må være med"), _("valg")
        self.add_argument("-h", "--help", action="help", help=_("vis dette"))

    def error(self, message: str) -> NoReturn:
        """Name the words that are wrong; argparse's own English tells which."""
        named = re.findall(r"--[\w-]+|'([^']*)'|required: (.+)|arguments: (.+)", message)
        options = re.findall(r"--[\w-]+", message)
        what = (options or ["".join(groups) for groups in named] or [message])[0]
        told = (
            _("{what} må være med.") if "required" in message else _("Forsto ikke «{what}».")
        ).format(what=what)
        self.exit(2, _("{told} «samverk --help» viser hva som finnes.").format(told=told) + "\n")


def parser() -> argparse.ArgumentParser:
    """The parser of all commands. Each sets `command` to the function that carries it out."""
    every = Parser(prog="samverk", description=_("Samverk"))
    commands = every.add_subparsers(title=_("kommandoer"), metavar="", required=True)

    serve = _command(commands, "serve", run_serve, _("åpne verkstedet i nettleseren"))
    _serving(serve)

    lab = _command(commands, "lab", run_lab, _("åpne verkstedet i JupyterLab"))
    _serving(lab)

    new = commands.add_parser("new", help=_("lag notatboka til neste verksted"))
    new.set_defaults(command=run_new)
    new.add_argument("name", metavar=_("NAVN"), help=_("den nye notatboka"))
    new.add_argument(
        "--from", dest="previous", type=Path, metavar=_("FIL"), help=_("verkstedet før")
    )
    new.add_argument("--data", type=Path, metavar=_("MAPPE"), help=_("mappa med data"))

    _command(commands, "forget", run_forget, _("slett personopplysningene i verkstedet"))

    rehearse = _command(commands, "rehearse", run_rehearse, _("hold generalprøve"))
    _rehearsing(rehearse)

    return every


def _command(
    commands: argparse._SubParsersAction[Parser],
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


def _rehearsing(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--out", type=Path, required=True, metavar=_("MAPPE"), help=_("hit skrives dokumentene")
    )
    command.add_argument("--roster", type=Path, metavar=_("FIL"), help=_("deltakerliste"))
    command.add_argument("--template", type=Path, metavar=_("FIL"), help=_("PowerPoint-mal"))
    command.add_argument("--programme", metavar=_("NAVN"), help=_("ferdig program i templates"))
    command.add_argument("--language", choices=words.LANGUAGES, default="nb", help=_("språk"))
    command.add_argument("--people", type=int, metavar="N", help=_("oppdiktede deltakere"))
    command.add_argument("--notes", type=int, metavar="N", help=_("antall innspill i alt"))
    command.add_argument(
        "--seed", type=int, default=0, metavar="N", help=_("tallet det trekkes fra")
    )


def run_rehearse(given: argparse.Namespace) -> None:
    """`samverk rehearse`."""
    from samverk.rehearsal import rehearse

    summary = rehearse(
        given.out,
        notebook=given.notebook,
        data=given.data,
        roster=given.roster,
        template=given.template,
        programme=given.programme,
        language=given.language,
        people=given.people,
        notes=given.notes,
        seed=given.seed,
    )
    print(
        _("{people} deltakere, {notes} innspill og {measures} tiltak. Dokumentene: {out}").format(
            people=summary.people, notes=summary.notes, measures=summary.measures, out=given.out
        )
    )


def run_new(given: argparse.Namespace) -> None:
    """`samverk new`."""
    from samverk.notebooks import named, new_notebook
    from samverk.workshop import Workshop

    previous = named(given.previous) if given.previous else None
    made = new_notebook(Path(given.name), previous)
    data = given.data or made.parent / "workshops"
    workshop = Workshop(made, data)
    try:
        if previous is None:
            workshop.begin()
        else:
            before = Workshop(previous, data)
            missing = _("Fant ingen data for {name}.").format(name=previous)
            if not before.is_open:
                raise Sorry(before.problem or missing)
            folder = before.folder.name
            before.close()
            workshop.follow(folder)
    except Sorry:
        made.unlink()
        raise
    finally:
        workshop.close()
    print(_("{name} er laget.").format(name=made))


def run_forget(given: argparse.Namespace) -> int:
    """`samverk forget`: 0 when no byte of anybody is left below the data folder.

    1 where something is left in this workshop, 3 where only other workshops keep what is theirs.
    """
    import datetime as dt
    import subprocess

    from samverk.actions import forgetting, others
    from samverk.workshop import Workshop

    data = given.data or given.notebook.parent / "workshops"
    workshop = Workshop(given.notebook, data)
    try:
        if not workshop.is_open:
            missing = _("Fant ingen data for {name}.").format(name=given.notebook)
            raise Sorry(workshop.problem or missing)
        store = workshop.opened
        done = forgetting.forget(
            store,
            workshop.notebook,
            forgetting.everything(store),
            workshop.keys(),
            dt.date.today(),
            workshop.data,
        )
    finally:
        workshop.close()
    told = [
        n_(
            "Opplysninger om {n} deltaker er slettet.",
            "Opplysninger om {n} deltakere er slettet.",
            done.people,
        ).format(n=done.people),
        n_("{n} fil er fjernet.", "{n} filer er fjernet.", done.files).format(n=done.files),
    ]
    print(" ".join(told))
    for other in done.others:
        print(others.told(other))
        if other.notebook is not None:
            command = ["samverk", "forget", "--notebook", str(other.notebook)]
            if workshop.data != other.notebook.parent / "workshops":
                command += ["--data", str(workshop.data)]
            print(
                _("Når de ikke trengs der lenger: {command}").format(
                    command=subprocess.list2cmdline(command)
                )
            )
    for path in done.left:
        left = _("Noe står igjen i {name}. Lukk det som har fila åpen, og prøv igjen.")
        print(left.format(name=path), file=sys.stderr)
    if done.cells:
        left = _("Noe står skrevet i notatboka {name}. Ta det bort i cellene og lagre.")
        print(left.format(name=workshop.notebook.name), file=sys.stderr)
    if done.left or done.cells:
        return 1
    return 3 if done.others else 0


def fill_sample(notebook: Path, data: Path) -> None:
    """Fill the notebook's workshop with the sample where it has no data yet."""
    from samverk.actions import sample
    from samverk.workshop import Workshop

    workshop = Workshop(notebook, data)
    try:
        if not workshop.is_open and not workshop.problem and not workshop.earlier():
            workshop.begin()
            sample.fill(workshop.opened, workshop.meet, workshop.met)
    finally:
        workshop.close()


def run_serve(given: argparse.Namespace) -> None:
    """`samverk serve`."""
    from samverk.live.addresses import listen

    offer = _offer(given)
    # Bound first: a port that is taken is said at once, and the server's own rooms take seconds.
    bound = listen(offer.host, offer.port)

    from samverk.live.app import serve

    serve(offer, bound)


def run_lab(given: argparse.Namespace) -> int:
    """`samverk lab`."""
    offer = _offer(given)

    from samverk.live.lab import lab

    return lab(offer)


def _offer(given: argparse.Namespace) -> Offer:
    from samverk.live.offer import Offer, located

    notebook, data = located(given.notebook, given.data)
    if given.sample:
        fill_sample(notebook, data)
    return Offer(
        notebook=notebook,
        data=data,
        host=given.host,
        port=given.port,
        token=given.token,
        browser=not given.no_browser,
        ready_file=given.ready_file,
    )


if __name__ == "__main__":
    sys.exit(main())
