/**
 * Which row of the table each row of a pasted block belongs to. The table has headings and totals
 * between its lines, and so may the block. Where it does not show how the two go together,
 * nothing is guessed: what is beyond the first total stays out, and a note says so.
 */
import { cellsOf, isHeading, isTyped, nameOfRow, partOf, rowsAsShown, valueOf } from './grid_table.js';
import { isBlank, isSum, roughly, sumRow } from './grid_block.js';

const OUTSIDE = { kosten: 'de kosten', baten: 'de baten', resultaat: 'de tabel' };
const rowCount = (number, one, more) => `${number} ${number === 1 ? one : more}`;
const typedIn = (row) => isTyped(cellsOf(row)[0]);

/** Returns { rows, notes }: per row of the block the row of the table that gets it, if any; and what to say. */
export function spread(block, start, column, linesOnly) {
  const shown = rowsAsShown();
  const from = shown.indexOf(start);
  const end = shown.findIndex((row, i) => i > from && partOf(row) !== partOf(start));
  const reach = shown.slice(from, end < 0 ? shown.length : end);
  const lines = reach.filter(typedIn);
  const before = reach.findIndex((row) => !typedIn(row));
  const room = before < 0 ? reach.length : before;
  const heading = from > 0 && isHeading(shown[from - 1]) && isBlank(block[0]);

  if (block.length <= room) return { rows: reach, notes: doubts(block, reach, heading) };
  if (linesOnly) return told(block, lines, start, goals(block, lines));
  if (fits(block, reach, column)) return told(block, reach, start);
  const withHeading = [shown[from - 1], ...reach];
  if (heading && fits(block, withHeading, column)) return told(block, withHeading, start, [`De lege eerste rij is gelezen als het kopje ‘${nameOfRow(withHeading[0])}’.`]);
  const noneBetween = partOf(start) !== 'resultaat' && !block.some(isBlank) && !sumRow(block);
  if (noneBetween) return told(block, lines, start, goals(block, lines));
  return undecided(block, reach, heading ? 0 : room);
}

/** Headings meet blank rows and totals meet their sums, and at least one of them shows that it is so. */
function fits(block, rows, column) {
  let shows = isHeading(rows[0]) && isBlank(block[0]);
  for (let i = 0; i < Math.min(block.length, rows.length); i += 1) {
    if (typedIn(rows[i])) continue;
    if (isHeading(rows[i])) {
      if (!isBlank(block[i])) return false;
      shows ||= i > 0 && i < block.length - 1 && block.every((row, at) => !rows[at] || !typedIn(rows[at]) || !isBlank(row));
    } else if (!isBlank(block[i])) {
      if (!isTotal(block, rows, i, column)) return false;
      shows ||= block[i].some(roughly);
    }
  }
  return shows;
}

/** Whether row `i` of the block is the total that the table has there, before or after the pasting. */
function isTotal(block, rows, i, column) {
  const cells = cellsOf(rows[i]);
  const summed = rows.map((row, at) => at).filter((at) => at < i && typedIn(rows[at]) && rows[at].parentNode === rows[i].parentNode);
  const matches = block[i].map((text, j) => {
    const cell = cells[column + j];
    if (!cell) return [true, true, true];
    const now = Number(cell.dataset.cents);
    const own = summed.reduce((sum, at) => sum + roughly(block[at][j]), 0);
    const held = summed.reduce((sum, at) => sum + (Number(valueOf(cellsOf(rows[at])[column + j])) || 0), 0);
    return [now, now - held + own, own].map((sum) => isSum(roughly(text), sum, summed.length));
  });
  return [0, 1, 2].some((which) => matches.every((match) => match[which]));
}

/** The rows that can take amounts, and how many of the others there were. */
function told(block, rows, start, notes = []) {
  const filled = block.map((row, i) => ({ row: rows[i], blank: isBlank(row) })).filter(({ blank }) => !blank);
  const totals = filled.filter(({ row }) => row && !typedIn(row)).length;
  const outside = filled.filter(({ row }) => !row).length;
  if (totals) notes.push(rowCount(totals, 'rij met totalen is niet geplakt.', 'rijen met totalen zijn niet geplakt.'));
  if (outside) notes.push(`${rowCount(outside, 'rij viel', 'rijen vielen')} buiten ${OUTSIDE[partOf(start)]} en ${outside === 1 ? 'is' : 'zijn'} niet geplakt.`);
  return { rows: block.map((_, i) => (rows[i] && typedIn(rows[i]) ? rows[i] : undefined)), notes };
}

/** Where rows of one block landed in more than one goal. */
function goals(block, lines) {
  const counts = new Map();
  block.forEach((_, i) => lines[i] && counts.set(lines[i].parentNode, (counts.get(lines[i].parentNode) ?? 0) + 1));
  if (counts.size < 2) return [];
  return [`Geplakt over ${counts.size} doelen: ${[...counts].map(([body, count]) => `${rowCount(count, 'rij', 'rijen')} bij ‘${nameOfRow(body.rows[0])}’`).join(', ')}.`];
}

function undecided(block, reach, room) {
  const total = nameOfRow(reach.find((row) => !typedIn(row)));
  const rest = block.slice(room).filter((row) => !isBlank(row)).length;
  const first = room === 1 ? 'de eerste rij is' : `de eerste ${room} rijen zijn`;
  const pasted = room
    ? `Alleen ${first} geplakt, ${rowCount(rest, 'rij', 'rijen')} niet. Plak die apart.`
    : 'Er is niets geplakt. Plak het blok per doel, zonder de kopjes.';
  return {
    rows: block.map((_, i) => (i < room ? reach[i] : undefined)),
    notes: [`Het blok loopt door over ‘${total}’; welke rij daarna bij welke regel hoort, is niet duidelijk. ${pasted}`],
  };
}

/** What fits, but may have been meant otherwise. */
function doubts(block, reach, heading) {
  const sum = sumRow(block);
  if (heading && block.length > 1) return [`De eerste rij van wat u plakte is leeg; ‘${nameOfRow(reach[0])}’ bleef zoals die was.`];
  if (sum) return [`Rij ${sum} van wat u plakte is de som van de rijen erboven en staat nu bij ‘${nameOfRow(reach[sum - 1])}’. Was dat een totaal? Maak het plakken dan ongedaan.`];
  return [];
}
