/** Copying and pasting as tab-separated text, as Excel and LibreOffice have it. */
import { allRows, cellsOf, columnOf, isTyped, keyOf, rowOf, typedText, valueOf } from './grid_table.js';
import { activeCell, selectedRows } from './grid_move.js';
import { note } from './grid_say.js';
import { change } from './grid_undo.js';
import { withHiddenCents } from './grid_exact.js';

const MOST = 5000;
const exact = (cell) => typedText(isTyped(cell) ? valueOf(cell) : Number(cell.dataset.cents));

export const copied = () => selectedRows().map((cells) => cells.map(exact).join('\t')).join('\n');

/** A value with a tab, a line break or a quote in it stands between quotes, and its own quotes twice. */
const VALUE = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/y;

function block(text) {
  const rest = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const rows = [[]];
  VALUE.lastIndex = 0;
  for (let end = '\t'; end;) {
    if (end === '\n') rows.push([]);
    const found = VALUE.exec(rest);
    rows.at(-1).push((found[1]?.replaceAll('""', '"') ?? found[2]).replaceAll('\n', ' '));
    end = found[3];
  }
  return rows;
}

/** From the active cell down and right, over the rows that are shown and can be typed in. */
export function paste(text, html) {
  const cell = activeCell();
  if (!cell) return;
  const values = withHiddenCents(block(text), html);
  const single = values.length === 1 && values[0].length === 1;
  const items = single
    ? selectedRows().flat().filter(isTyped).map((target) => ({ key: keyOf(target), text: values[0][0].trim() }))
    : spread(values, cell);
  if (items.length > MOST) note(`U plakte ${items.length} bedragen. Plak er hoogstens 5.000 tegelijk.`);
  else if (items.length) change(items);
}

function spread(values, from) {
  const rows = allRows().slice(rowOf(from)).filter((row) => row.dataset.row);
  const column = columnOf(from);
  let outside = 0;
  const items = values.flatMap((line, i) => line.flatMap((text, j) => {
    const target = rows[i] && cellsOf(rows[i])[column + j];
    if (target) return [{ key: keyOf(target), text: text.trim() }];
    outside += text.trim() ? 1 : 0;
    return [];
  }));
  if (outside) note(`${outside} ${outside === 1 ? 'waarde viel' : 'waarden vielen'} buiten de tabel en ${outside === 1 ? 'is' : 'zijn'} niet geplakt.`);
  return items;
}

export function empty() {
  const cells = selectedRows().flat().filter((cell) => isTyped(cell) && valueOf(cell) !== '');
  if (cells.length) change(cells.map((cell) => ({ key: keyOf(cell), text: '' })));
}
