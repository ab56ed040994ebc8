"""Writes to participation: cells that hold for years, all or nothing, and what they come to."""

from collections import Counter
from decimal import Decimal

import pytest

from budgets.actions.participation import CellsRefused, read_share, set_participation
from budgets.actions.undo import undo_change
from budgets.change_wording import stories
from budgets.engine import explain, unchanged
from budgets.snapshot import read
from measures.models import Change, Participation, Plan
from municipalities.models import User
from municipalities.refusals import Refused

SAFE_HOME = "Een sterk (24/7) Veilig Thuis"
EEMNES, WEESP = "GM0317", "GM0457"


@pytest.fixture
def adviser(demo):
    return User.objects.get(username="adviseur")


@pytest.fixture
def code(demo):
    return demo.measures.get(title="GGZ Mantelzorg").code


def put(plan, by, cells, first=2021, last=2024, **more):
    return set_participation(plan=plan, cells=cells, first=first, last=last, by=by, **more)


def stand(plan, code):
    rows = Participation.objects.filter(measure__plan=plan, measure__code=code)
    return {(r.municipality.code, r.year): r.percentage for r in rows.select_related("municipality")}


def revision(plan):
    return Plan.objects.get(pk=plan.pk).revision


@pytest.mark.parametrize(
    ("text", "share"),
    [("ja", 100), (" NEE ", 0), ("n", 0), ("50", 50), ("50%", 50), ("12,5", "12.5"), ("0", 0), ("100", 100)],
)
def test_share_as_somebody_types_it(text, share):
    assert read_share(text) == Decimal(share)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("misschien", "ja, nee of een percentage"),
        ("", "ja, nee of een percentage"),
        ("-1", "negatief"),
        ("100,01", "tussen 0 en 100"),
        ("12,345", "twee cijfers"),
    ],
)
def test_impossible_share_is_refused_at_its_cell_and_nothing_is_saved(demo, adviser, code, text, says):
    with pytest.raises(CellsRefused) as refusal:
        put(demo, adviser, {f"{code}:{EEMNES}": text, f"{code}:GM0402": "nee"})
    assert list(refusal.value.problems) == [f"{code}:{EEMNES}"]
    assert says in refusal.value.message
    assert revision(demo) == demo.revision
    assert stand(demo, code) == {}


def test_cells_are_one_change_with_history_and_taken_back(demo, adviser, code):
    changed = put(demo, adviser, {f"{code}:{EEMNES}": "nee", f"{code}:GM0402": "50"}, first=2022, last=2023)
    assert changed == 2
    expected = {(EEMNES, y): 0 for y in (2022, 2023)} | {("GM0402", y): 50 for y in (2022, 2023)}
    assert stand(demo, code) == expected
    assert revision(demo) == demo.revision + 1
    change = Change.objects.select_related("plan").first()
    (story,) = stories(demo, [change])
    told = [(e.field, e.before, e.after) for e in story.entries]
    assert ("deelname van Eemnes 2022", "ja", "nee") in told
    assert ("deelname van Hilversum 2023", "ja", "deels, 50%") in told
    undo_change(change=change, by=adviser)
    assert stand(demo, code) == {}


def test_whole_again_leaves_no_row_and_a_change_of_share_keeps_it(demo, adviser, code):
    cell = f"{code}:{EEMNES}"
    put(demo, adviser, {cell: "nee"})
    put(demo, adviser, {cell: "25"}, first=2022, last=2022)
    put(demo, adviser, {cell: "ja"}, first=2023, last=2024)
    assert stand(demo, code) == {(EEMNES, 2021): 0, (EEMNES, 2022): 25}


def test_saving_what_stands_leaves_nothing(demo, adviser, code):
    assert put(demo, adviser, {f"{code}:{EEMNES}": "ja", f"{code}:GM0402": "100"}) == 0
    assert revision(demo) == demo.revision


def test_only_years_of_membership_are_written(demo, adviser, code):
    put(demo, adviser, {f"{code}:{WEESP}": "nee"})
    assert stand(demo, code) == {(WEESP, 2021): 0}
    with pytest.raises(CellsRefused, match="Weesp is van 2022 tot en met 2024 geen lid"):
        put(demo, adviser, {f"{code}:{WEESP}": "nee"}, first=2022)


@pytest.mark.parametrize(("first", "last"), [(2020, 2024), (2021, 2025), (2023, 2022)])
def test_years_outside_the_plan_are_refused(demo, adviser, code, first, last):
    with pytest.raises(Refused, match="van 2021 tot en met 2024"):
        put(demo, adviser, {f"{code}:{EEMNES}": "nee"}, first=first, last=last)


@pytest.mark.parametrize("cell", ["weg:GM0317", "{}:GM0014", "{}:", "", "x" * 300])
def test_cell_of_nothing_is_refused(demo, adviser, code, cell):
    with pytest.raises(CellsRefused):
        put(demo, adviser, {cell.format(code): "nee"})


def test_measure_in_which_nobody_takes_part_is_refused(demo, adviser, code):
    everybody = ["GM0376", "GM1942", "GM0402", "GM0406", "GM0417", "GM1696", EEMNES, WEESP]
    row = {f"{code}:{each}": "nee" for each in everybody}
    with pytest.raises(CellsRefused, match="2021 tot en met 2024") as refusal:
        put(demo, adviser, row)
    assert refusal.value.problems.keys() <= row.keys()
    assert revision(demo) == demo.revision
    with pytest.raises(CellsRefused, match="2022 tot en met 2024"):
        put(demo, adviser, {cell: text for cell, text in row.items() if WEESP not in cell})
    put(demo, adviser, row | {f"{code}:{EEMNES}": "1"})


def test_undo_that_leaves_nobody_is_refused(demo, adviser, code):
    everybody = ["GM0376", "GM1942", "GM0402", "GM0406", "GM0417", "GM1696", EEMNES]
    put(demo, adviser, {f"{code}:{each}": "nee" for each in everybody[1:]}, first=2023)
    put(demo, adviser, {f"{code}:{EEMNES}": "ja"}, first=2023)
    change = Change.objects.select_related("plan").first()
    put(demo, adviser, {f"{code}:GM0376": "nee"}, first=2023)
    with pytest.raises(Refused, match="geen enkele gemeente"):
        undo_change(change=change, by=adviser)


def test_cell_that_another_changed_shows_both_and_waits(demo, adviser, code):
    cell, other = f"{code}:{EEMNES}", f"{code}:GM0402"
    put(demo, User.objects.get(username="financien"), {cell: "50", other: "nee"})
    with pytest.raises(CellsRefused) as refusal:
        put(demo, adviser, {cell: "nee", other: "ja", f"{code}:GM0406": "nee"}, seen={})
    assert list(refusal.value.problems) == [cell], "of the other this editor changed nothing"
    assert "‘50%’ van gemaakt, u vulde ‘nee’ in" in refusal.value.message
    assert stand(demo, code)[EEMNES, 2022] == 50
    put(demo, adviser, {cell: "nee", other: "ja"}, seen=refusal.value.current)
    assert stand(demo, code)[EEMNES, 2022] == 0
    assert stand(demo, code)["GM0402", 2022] == 0


def test_eemnes_out_of_one_measure_changes_what_explain_names(demo, adviser):
    """Back in, and out again: only needs, of the lines of that measure, and in all nothing."""
    measure = demo.measures.get(title=SAFE_HOME)
    lines = set(measure.cost_lines.values_list("code", flat=True))
    cell = f"{measure.code}:{EEMNES}"
    put(demo, adviser, {cell: "ja"})
    before = unchanged(read(Plan.objects.get(pk=demo.pk)))
    put(demo, adviser, {cell: "nee"})
    after = unchanged(read(Plan.objects.get(pk=demo.pk)))
    for municipality in before.data.municipalities:
        for year in before.data.years:
            figure = f"municipalities.{municipality.code}.need"
            then, now = (
                Counter({t.ref: t.amount for t in explain(r, figure, year).terms}) for r in (before, after)
            )
            moved = {ref for ref in then.keys() | now.keys() if then[ref] != now[ref]}
            assert moved <= lines
            assert after.amount(figure, year) - before.amount(figure, year) == sum(
                now[ref] - then[ref] for ref in lines
            )
            if municipality.code == EEMNES:
                assert moved == {ref for ref in lines if then[ref]} != set()
                assert all(now[ref] == 0 for ref in lines)
    assert (before.allocation.need.sum(axis=0) == after.allocation.need.sum(axis=0)).all()
    assert (before.allocation.contribution == after.allocation.contribution).all()
