"""How wide a text is and how many lines it takes, near enough to set the height of a row.

Excel works out the height of wrapped rows when it opens a file; other programs do not.
"""

from functools import lru_cache

PIXELS_PER_UNIT = 7
"""Column widths count the digits of the standard font."""
BOLD = 1.09
SPACE, WIDEST, CAPITAL, OTHER = 3.8, 13.4, 9.4, 7.5
WIDTHS = (
    {
        character: width
        for characters, width in (
            ("ijl'’|", 3.2),
            ("tfI.,:;!/[] \u00a0", SPACE),
            ("r()-·", 4.6),
            ("sckvxyzJ", 6.8),
        )
        for character in characters
    }
    | dict.fromkeys("wmM", 11.3)
    | dict.fromkeys("W@%—…", WIDEST)
)
"""In pixels, Arial of 10 points; rounded up a little."""


@lru_cache(maxsize=2048)
def lines_needed(text: str, column_width: float, bold: bool) -> int:
    """Lines that ``text`` takes, broken between words, in Arial of 10 points."""
    room = column_width * PIXELS_PER_UNIT / (BOLD if bold else 1)
    return sum(_lines_of_paragraph(paragraph, room) for paragraph in text.split("\n"))


def _lines_of_paragraph(paragraph: str, room: float) -> int:
    if len(paragraph) * WIDEST <= room:
        return 1
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        width = pixels(word)
        if used and used + SPACE + width > room:
            lines, used = lines + 1, 0.0
        used += width + (SPACE if used else 0)
        while used > room > 0:  # a word that is longer than a line
            lines, used = lines + 1, used - room
    return lines


def pixels(text: str) -> float:
    return sum(map(_width, text))


def _width(character: str) -> float:
    return WIDTHS.get(character) or (CAPITAL if character.isupper() else OTHER)
