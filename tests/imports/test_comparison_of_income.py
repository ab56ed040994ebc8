"""Income, targets and p.m. items of a file held against those of the budget."""

from dataclasses import replace
from fractions import Fraction

import pytest

from budgets.engine.data import MemorandumItem, Stream
from budgets.imports.content import ReadRow
from budgets.imports.mapping import RowKind
from tests.imports.content_of import YEARS, budget, changed, compared, rows_of


@pytest.fixture
def ours():
    return budget()


def stream_row(label, first, second, row=9, goal=""):
    return ReadRow(
        "Dekking", row, RowKind.STREAM, "", label=label, goal=goal, amounts=((2024, first), (2025, second))
    )


def test_stream_of_another_make_is_known_by_its_amounts_before_its_name(ours):
    lines = [row for row in rows_of(ours, ids=False) if row.kind is RowKind.LINE]
    shifted = [stream_row("Gemeentelijke bijdrage", 500_00, 400_00), stream_row("", 600_00, 600_00, 10)]
    preview = compared(ours, lines + shifted)
    assert preview.changes_nothing
    assert {finding.code for finding in preview.findings} == {"stream_by_amounts"}


def test_streams_of_one_name_or_of_the_same_amounts_are_told_apart_by_the_other(ours):
    twins = tuple(
        Stream(f"S{place}", title, "overig", amounts)
        for place, (title, amounts) in enumerate(
            [("Huur", (1_00, 1_00)), ("Giften", (1_00, 1_00)), ("Rente", (2_00, 2_00))]
        )
    )
    had = replace(ours, streams=(*ours.streams, *twins), derived={})
    lines = rows_of(had, ids=False)[:-3]
    rows = [
        stream_row("Giften", 1_00, 1_00, 7),
        stream_row("Huur", 1_00, 5_00, 8),
        stream_row("?", 2_00, 2_00, 9),
    ]
    preview = compared(had, [*lines, *rows])
    assert [stream.amounts for stream in preview.new.streams[2:]] == [
        (1_00, 5_00),
        (1_00, 1_00),
        (2_00, 2_00),
    ]
    assert [finding.code for finding in preview.findings] == ["stream_by_amounts"]


def test_new_streams_of_one_name_are_numbered(ours):
    rows = [stream_row("Huur", place * 1_00, 0, place) for place in (7, 8, 9)]
    preview = compared(ours, [*rows_of(ours, ids=False), *rows])
    assert [stream.title for stream in preview.new.streams[2:]] == ["Huur", "Huur (2)", "Huur (3)"]


@pytest.mark.parametrize(
    ("label", "goal", "kind"),
    [
        ("Eigen bijdrage BW", "", "eigen bijdrage"),
        ("Gemeentelijke bijdrage 2024", "", "gemeentelijke bijdrage"),
        ("SPUK dakloosheid", "", "rijkssubsidie"),
        ("Vrouwenopvang", "Decentrale uitkering Rijk", "rijksuitkering"),
        ("Verhuur", "", "overig"),
    ],
)
def test_kind_of_a_new_stream(ours, label, goal, kind):
    preview = compared(ours, [*rows_of(ours, ids=False), stream_row(label, 1_00, 2_00, goal=goal)])
    assert [(each.title, each.kind, each.amounts) for each in preview.new.streams[2:]] == [
        (label, kind, (1_00, 2_00))
    ]


@pytest.mark.parametrize(
    ("label", "percentage", "printed", "expected"),
    [
        # 3% of 600.00 is 18.00, of 500.00 and 400.00 it is 15.00 and 12.00
        ("Taakstelling 3% gemeentelijke bijdrage", "3", (18_00, 18_00), ("GB", Fraction(3), ())),
        ("Taakstelling 3%", "3", (15_00, 12_00), ("BW", Fraction(3), ())),
        ("Taakstelling 3%", "3", (70_00, 70_00), (None, None, (70_00, 70_00))),
        ("Bezuiniging", "", (5_00, 6_00), (None, None, (5_00, 6_00))),
    ],
)
def test_new_target(ours, label, percentage, printed, expected):
    bare = replace(ours, targets=(), derived={})
    row = ReadRow(
        "Begroting", 20, RowKind.TARGET, "", label=label, percentage=percentage,
        amounts=tuple(zip(YEARS, printed, strict=True)),
    )  # fmt: skip
    (target,) = compared(bare, [*rows_of(bare, ids=False), row]).new.targets
    assert (target.stream, target.percentage, target.amounts) == expected


@pytest.mark.parametrize(
    ("printed", "said"),
    [((18_00, 18_00), []), ((18_00, 20_00), ["target_follows"]), ((18_00, ""), ["target_follows"])],
)
def test_amount_of_a_target_that_is_a_percentage_is_not_passed_over_in_silence(ours, printed, said):
    row = ReadRow(
        "Begroting", 20, RowKind.TARGET, "", label="Taakstelling", id="target:drie",
        amounts=tuple(zip(YEARS, printed, strict=True)),
    )  # fmt: skip
    preview = compared(ours, [*rows_of(ours, ids=True), row], base=ours)
    assert preview.changes_nothing
    assert [finding.code for finding in preview.findings] == said


def test_target_that_followed_its_stream_in_the_file_needs_no_word(ours):
    """The stream got 700.00 in the file, and the formula beside it 3% of that."""
    rows = changed(rows_of(ours, ids=True), 2, sheet="Dekking", amounts={2024: 700_00})
    row = ReadRow(
        "Begroting", 20, RowKind.TARGET, "", id="target:drie", amounts=((2024, 21_00), (2025, 18_00))
    )
    preview = compared(ours, [*rows, row], base=ours)
    assert [item.code for item in preview.diff.streams] == ["GB"]
    assert preview.findings == ()


def memorandum_row(label, *values, id_=""):
    amounts = tuple(zip(YEARS, values, strict=True))
    return ReadRow("Begroting", 30, RowKind.MEMORANDUM, "", label=label, id=id_, amounts=amounts)


@pytest.mark.parametrize(
    ("known", "label", "expected", "said"),
    [
        ("Risico Weesp", "risico weesp", ["Risico Weesp"], []),
        ("Risico Weesp", "Risico Weesp- achterblijvende kosten", ["Risico Weesp"], ["memorandum_known"]),
        ("Risico huur panden", "Risico huur", ["Risico huur panden"], ["memorandum_known"]),
        ("Jeugd", "Jeugdzorg Plus", ["Jeugd", "Jeugdzorg Plus"], []),
        ("Jeugd", "Jeugd en gezin", ["Jeugd", "Jeugd en gezin"], []),
        ("…", "Fonds", ["…", "Fonds"], []),
    ],
)
def test_memorandum_item_is_known_by_its_name_or_a_telling_beginning(ours, known, label, expected, said):
    had = replace(ours, memorandum_items=(MemorandumItem("een", known, (True, True)),), derived={})
    preview = compared(had, [*rows_of(had, ids=False), memorandum_row(label, "pm", "")])
    assert [item.title for item in preview.new.memorandum_items] == expected
    assert [finding.code for finding in preview.findings] == said


@pytest.mark.parametrize(
    ("label", "values", "said"),
    [
        ("Risico Weesp", ("pm", ""), []),
        ("Risico", ("pm", ""), ["memorandum_kept"]),
        ("Risico Weesp", ("pm", "pm"), ["memorandum_kept"]),
        ("Risico Weesp", (5_00, ""), ["memorandum_kept"]),
    ],
)
def test_memorandum_item_that_was_edited_in_our_own_export_is_said_to_stay(ours, label, values, said):
    had = replace(ours, memorandum_items=(MemorandumItem("een", "Risico Weesp", (True, False)),), derived={})
    preview = compared(
        had, [*rows_of(had, ids=True), memorandum_row(label, *values, id_="memorandum:een")], base=had
    )
    assert preview.changes_nothing
    assert [finding.code for finding in preview.findings] == said
