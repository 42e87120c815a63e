"""`manage.py rulebook VERB`: schema, check, words, import, export, simulate, replay.

schema prints the JSON Schema; check FILE says what is wrong with a file, with its place and what
mends it; words FILE prints a sound file as teams read it; import FILE --edition SLUG adds a sound
file to an edition as its next version; export SLUG prints an edition's document; simulate FILE
plays an edition from the draw to the awards; replay counts a file of scores under other rules.
Exit 0: done or sound; 1: findings, or refused with a sentence; 2: a command line that is none.
"""

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext

from api.management.rulebook_file import Checked, rulebook_checked
from api.management.rulebook_replay import replay_arguments, replay_run
from api.management.rulebook_simulate import simulate_arguments, simulate_run
from api.management.rulebook_words import sections_of
from contest.models import Edition, Rulebook
from contest.rulebook.text import document_write
from contest.rulebook.v1.schema import schema_v1
from contest.selectors.editions import edition_by_slug
from contest.selectors.rulebooks import rulebook_versions
from contest.services.rulebooks import rulebook_add

LANGUAGES: Final = ("zh-hans", "en")


def _language(word: str) -> str:
    """The language that a word names: zh, zh-Hans, en, en_US."""
    found = [each for each in LANGUAGES if each[:2] == word[:2].lower()]
    if not found:
        raise ArgumentTypeError(f"{word} is none of zh, en")
    return found[0]


class Command(BaseCommand):
    """Everything about rulebook documents."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The verbs and what each needs."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        verbs.add_parser("schema", help="print the JSON Schema")
        check = verbs.add_parser("check", help="what is wrong with a file")
        words = verbs.add_parser("words", help="a sound file as teams read it")
        load = verbs.add_parser("import", help="add a file to an edition as its next version")
        export = verbs.add_parser("export", help="print an edition's document as YAML")
        for each in (check, words, load):
            each.add_argument("file", type=Path, help="YAML or JSON, docs/rulebook.md")
        load.add_argument("--edition", required=True, help="the edition's slug")
        export.add_argument("edition", help="the edition's slug")
        export.add_argument("--number", type=int, help="which version; else the latest")
        for each in (check, words, load, export):
            each.add_argument("--json", action="store_true", help="an object instead of text")
            each.add_argument("--language", "--lang", type=_language, default=LANGUAGES[0])
        simulate_arguments(verbs.add_parser("simulate", help="an edition out of a file alone"))
        replay_arguments(verbs.add_parser("replay", help="a file of scores under other rules"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the verb says."""
        verbs: dict[str, Callable[..., None]] = {
            "schema": self._schema,
            "check": self._check,
            "words": self._words,
            "import": self._import,
            "export": self._export,
            "simulate": partial(simulate_run, self.stdout),
            "replay": partial(replay_run, self.stdout),
        }
        with translation.override(options.get("language", LANGUAGES[0])):
            verbs[options["verb"]](**options)

    def _schema(self, **options: Any) -> None:
        self.stdout.write(json.dumps(schema_v1(), ensure_ascii=False, indent=1))

    def _check(self, file: Path, **options: Any) -> None:
        self._said(self._read(file), options["json"])

    def _words(self, file: Path, **options: Any) -> None:
        checked = self._read(file)
        if not checked.sound:
            self._said(checked, options["json"])
        sections = sections_of(checked.document)
        if options["json"]:
            said = [{"heading": each.heading, "lines": list(each.lines)} for each in sections]
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1))
            return
        for each in sections:
            self.stdout.write("\n".join([each.heading, *(f"  {line}" for line in each.lines), ""]))

    def _import(self, file: Path, edition: str, **options: Any) -> None:
        checked = self._read(file)
        if not checked.sound:
            self._said(checked, options["json"])
        found = self._edition(edition)
        latest = next(iter(rulebook_versions(edition=found)), None)
        there = latest is not None and latest.hash == checked.hash
        if latest is None or not there:
            latest = rulebook_add(edition=found, document=checked.document)
        done = {
            "edition": edition,
            "version": latest.version,
            "hash": latest.hash,
            "new": not there,
        }
        if options["json"]:
            self.stdout.write(json.dumps(done, ensure_ascii=False, indent=1))
        else:
            key = "there" if there else "imported"
            self.stdout.write(gettext(f"rulebook.command.{key}").format(**done))

    def _export(self, edition: str, number: int | None, **options: Any) -> None:
        versions = rulebook_versions(edition=self._edition(edition))
        for each in versions:
            if number in (None, each.version):
                self._print(each, options["json"])
                return
        raise CommandError(gettext("rulebook.command.no_version").format(edition=edition))

    def _print(self, rulebook: Rulebook, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(rulebook.document, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(document_write(rulebook.document), ending="")

    def _read(self, file: Path) -> Checked:
        try:
            return rulebook_checked(file.read_bytes())
        except OSError as error:
            said = gettext("rulebook.command.no_file").format(file=file, why=error.strerror)
            raise CommandError(said) from error

    def _edition(self, slug: str) -> Edition:
        found = edition_by_slug(slug=slug)
        if found is None:
            raise CommandError(gettext("rulebook.command.no_edition").format(edition=slug))
        return found

    def _said(self, checked: Checked, as_json: bool) -> None:
        """Print what check found; leaves with exit code 1 where the file is unsound."""
        if as_json:
            self.stdout.write(json.dumps(checked.words(), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(checked.lines()))
        if not checked.sound:
            raise SystemExit(1)
