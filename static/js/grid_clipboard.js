/** Copying and pasting: what goes on the clipboard, and what of it is put into which cell. */
import { cellsOf, columnOf, isTyped, keyOf, typedText, valueOf } from './grid_table.js';
import { activeCell, selectedRows } from './grid_move.js';
import { note } from './grid_say.js';
import { change } from './grid_undo.js';
import { blockOf, isBlank, withoutBlankEnd } from './grid_block.js';
import { withHiddenCents } from './grid_exact.js';
import { spread } from './grid_spread.js';

const MOST = 5000;
/** Says that a block has rows of lines only: it was copied here. */
const OURS = 'application/x-regiobegroting-kostenposten';
const exact = (cell) => typedText(isTyped(cell) ? valueOf(cell) : Number(cell.dataset.cents));

export function copy(clipboard) {
  const rows = selectedRows();
  clipboard.setData('text/plain', rows.map((cells) => cells.map(exact).join('\t')).join('\n'));
  if (rows.length && isTyped(rows[0][0])) clipboard.setData(OURS, String(rows.length));
}

/** From the first cell that is selected down and right; one value fills all that is selected. */
export function paste(clipboard) {
  const cell = activeCell();
  const text = clipboard.getData('text/plain');
  if (!cell) return;
  if (!text) { note('result', 'Er staat geen tekst op het klembord. Er is niets gewijzigd.'); return; }
  const block = withoutBlankEnd(withHiddenCents(blockOf(text), clipboard.getData('text/html')));
  if (!block.length) { note('result', 'Wat u plakt is leeg. Er is niets gewijzigd. Leegmaken doet u met Delete.'); return; }
  const cells = selectedRows().flat().filter(isTyped);
  if (!cells.length) { note('result', whyNot(cell)); return; }
  const single = block.length === 1 && block[0].length === 1;
  const { items, notes } = single
    ? { items: cells.map((target) => ({ key: keyOf(target), text: block[0][0] })), notes: [] }
    : put(block, cells[0], Boolean(clipboard.getData(OURS)));
  if (items.length > MOST) note('result', `U plakte ${items.length} bedragen. Plak er hoogstens 5.000 tegelijk.`);
  else if (items.length) change(items, notes.join(' '));
  else note('result', notes.join(' '));
}

/** A blank row between others says nothing of the row that it meets; a blank cell in a row says: no amount. */
function put(block, first, linesOnly) {
  const column = columnOf(first);
  const { rows, notes } = spread(block, first.closest('tr'), column, linesOnly);
  let outside = 0;
  const items = block.flatMap((line, i) => (!rows[i] || isBlank(line) ? [] : line.flatMap((text, j) => {
    const target = cellsOf(rows[i])[column + j];
    if (target) return [{ key: keyOf(target), text }];
    outside += text ? 1 : 0;
    return [];
  })));
  if (outside) notes.push(`${outside} ${outside === 1 ? 'waarde viel' : 'waarden vielen'} buiten de tabel en ${outside === 1 ? 'is' : 'zijn'} niet geplakt.`);
  return { items, notes };
}

/** Why a cell with a figure cannot be typed in. */
export function whyNot(cell) {
  return cell.dataset.figure.startsWith('savings_targets.')
    ? 'Deze taakstelling volgt uit een percentage van de baten; wijzig het percentage bij Baten.'
    : 'Dit is een totaal; wijzig de bedragen erboven.';
}

export function empty() {
  const cells = selectedRows().flat().filter((cell) => isTyped(cell) && valueOf(cell) !== '');
  if (cells.length) change(cells.map((cell) => ({ key: keyOf(cell), text: '' })));
  else if (activeCell() && !isTyped(activeCell())) note('result', whyNot(activeCell()));
}
