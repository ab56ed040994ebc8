"""``manage.py import_budget FILE --plan P [--mapping M] [--dry-run] [--json]``: what the page does."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from budgets import lookup
from budgets.actions.imports import Made, apply_preview, preview_book
from budgets.dutch_numbers import exact
from budgets.import_output import import_as_data
from budgets.imports.comparison.preview import TICK, WITHOUT_TOTALS
from budgets.imports.mapping import Mapping
from budgets.imports.reading import read_book
from budgets.version_wording import KIND_WORDS, SECTIONS
from budgets.wording import FIGURE_TITLES
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Refused


class Command(BaseCommand):
    help = "Lees een bestand in in een begroting, of laat alleen zien wat er zou veranderen (--dry-run)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="xlsx, xlsm, xls, xlsb, ods of csv")
        lookup.add_plan_argument(parser, "--plan")
        parser.add_argument("--mapping", type=Path, help="een kolomindeling als JSON, zoals --json die toont")
        parser.add_argument(
            "--user", help="de gebruikersnaam van wie het bestand inleest; nodig om op te slaan"
        )
        parser.add_argument(
            "--answer",
            action="append",
            default=[],
            metavar="VRAAG=ANTWOORD",
            help="het antwoord op een vraag, zoals gone:*=keep; mag vaker",
        )
        parser.add_argument("--accept-warnings", action="store_true", help="de waarschuwingen zijn gezien")
        parser.add_argument(
            "--no-totals", action="store_true", help="totalen niet als controletotaal bewaren"
        )
        parser.add_argument("--dry-run", action="store_true", help="alleen laten zien, niets opslaan")
        parser.add_argument("--json", action="store_true", help="alles als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = lookup.find_plan(options["plan"])
        made = _made(plan, options)
        applied = None
        if not options["dry_run"]:
            applied = self._apply(plan, made, options)
        if options["json"]:
            answer = import_as_data(made) | {"applied_in": applied}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self._tell(made, applied)

    def _apply(self, plan: Plan, made: Made, options: dict[str, Any]) -> int:
        """The number of the change.  Raises ``CommandError``, with what there is to say first."""
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError("Geef met --user een bestaande gebruiker op, of kies --dry-run.", returncode=2)
        try:
            return apply_preview(plan=plan, made=made, by=user).revision
        except Refused as refused:
            if not options["json"]:
                self._tell(made, None)
            raise CommandError(refused.message) from refused

    def _tell(self, made: Made, applied: int | None) -> None:
        preview = made.preview
        for finding in preview.findings:
            self.stdout.write(f"- {f'{finding.place}: ' if finding.place else ''}{finding.message}")
        for question in preview.open_questions:
            self.stdout.write(f"? {question.key}: {question.subject} {question.what}".rstrip())
        for part, title in SECTIONS:
            kinds = Counter(item.kind for item in getattr(preview.diff, part))
            if kinds:
                counts = ", ".join(f"{count} {KIND_WORDS[kind]}" for kind, count in kinds.items())
                self.stdout.write(f"{title}: {counts}")
        self.stdout.write(f"Kostenposten ongewijzigd: {preview.unchanged_lines}")
        for total in preview.diff.totals:
            amounts = "".join(
                f"{exact(before):>18} → {exact(after)}"
                for before, after in zip(total.before, total.after, strict=True)
            )
            self.stdout.write(f"{FIGURE_TITLES[total.figure]}:{amounts}")
        if applied is not None:
            self.stdout.write(f"Overgenomen als wijziging {applied}.")


def _made(plan: Plan, options: dict[str, Any]) -> Made:
    """Raises ``CommandError`` where file or mapping cannot be read."""
    path: Path = options["file"]
    try:
        book = read_book(path.name, path.read_bytes())
        return preview_book(book, plan, _mapping(options["mapping"]), _answers(options))
    except OSError as error:
        raise CommandError(f"Het bestand is niet te lezen: {error.strerror}.", returncode=2) from error
    except Refused as refused:
        raise CommandError(refused.message) from refused


def _mapping(path: Path | None) -> Mapping | None:
    """From the JSON of a mapping, or of what ``--json`` printed."""
    if path is None:
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Mapping.from_plain(content.get("mapping", content))
    except (ValueError, AttributeError) as error:
        raise CommandError(f"De kolomindeling is niet te lezen: {error}.", returncode=2) from error


def _answers(options: dict[str, Any]) -> dict[str, str]:
    answers = dict(text.rsplit("=", 1) for text in options["answer"] if "=" in text)
    if options["accept_warnings"]:
        answers[TICK] = "yes"
    if options["no_totals"]:
        answers[WITHOUT_TOTALS] = "no"
    return answers
