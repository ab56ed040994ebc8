"""The figures of a combination, each with the way to its explanation."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from budgets.dutch_numbers import NO_BREAK, shortest, whole
from budgets.engine import Choice
from budgets.engine.explain_taken import weights_key
from budgets.engine.figures import added_over
from budgets.engine.search import Found, asked_years
from budgets.part_address import option_word
from reports.figure_cells import ask_link, figure_cell, under_options, verdict_letter
from reports.search.asked import Asked
from reports.search.words import impact_text


@dataclass(frozen=True, slots=True)
class Combination:
    """What was asked, and the choice of one combination that was found."""

    asked: Asked
    choice: Choice

    @property
    def at(self) -> str:
        """The address of the page that the search started from."""
        scenario, args = self.asked.scenario, [self.asked.data.region, self.asked.data.plan]
        return reverse("scenario", args=[*args, scenario.slug]) if scenario else reverse("budget", args=args)

    @property
    def more(self) -> str:
        """The rest of the query of a figure under these options."""
        data, start = self.asked.data, self.asked.scenario.choice if self.asked.scenario else Choice()
        return under_options(
            option_word(code, self.choice.part_of(option), start.part_of(option))
            for code in self.choice.on & data.option_index.keys()
            for option in (data.option(code),)
        )

    def link(self, figure: str, year: int, text: str, more: str = "") -> SafeString:
        return ask_link(figure, year, text, at=self.at, more="&".join(filter(None, [self.more, more])))

    def euros(self, figure: str, year: int, cents: int) -> SafeString:
        """An amount in a sentence."""
        return self.link(figure, year, f"€{NO_BREAK}{shortest(cents)}")

    def in_years(self, figure: str, text: str) -> SafeString:
        """Of the years that were asked about together."""
        data, years = self.asked.data, asked_years(self.asked.data, self.asked.question)
        return self.link(added_over(figure, years, data.years), years[-1], text)

    def impact(self, impact: int) -> SafeString | str:
        """Own weights have nothing behind them where no option that is on has one."""
        question, text = self.asked.question, impact_text(self.asked.question, impact)
        if not question.option_weights:
            weighed = weights_key(question.weights)
            return self.in_years(f"taken.{weighed}" if weighed else "taken", text)
        year = asked_years(self.asked.data, question)[-1]
        own = weights_key((code, weight) for code, weight in question.option_weights if self._weighs(code))
        return self.link(f"weight.{own}", year, text) if own else text

    def cells(self, found: Found, years: Sequence[int]) -> SafeString:
        """Per year the saving with the result after target beneath; then the impact."""
        data = self.asked.data
        wanted, at, more = {each.year for each in self.asked.question.wanted}, self.at, self.more
        cells = []
        for year in years:
            i = data.year_index[year]
            cents, saved = found.result_after_target[i], found.saves[i]
            after = ask_link("result_after_target", year, whole(cents), at=at, more=more)
            beneath = (
                f'<span class="sub" data-figure="result_after_target" data-year="{year}" '
                f'data-cents="{cents}">'
                f'<span class="sr-only">na taakstelling </span>{after}{verdict_letter(cents)}</span>'
            )
            css = " is-chosen" if year in wanted else ""
            cells.append(
                figure_cell("realised", year, saved, whole(saved), at=at, css=css, after=beneath, more=more)
            )
        impact = f'<td class="money" data-impact="{found.impact}">{self.impact(found.impact)}</td>'
        return SafeString("".join([*cells, impact]))

    def _weighs(self, code: str) -> bool:
        """Whether the option takes part in the impact by own weights."""
        return code in self.choice.on and code in self.asked.data.option_index
