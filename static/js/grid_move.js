/** The active cell and the selection around it: one tab stop, moved by keys and mouse. */
import { allRows, at, cellsOf, columnOf, isTyped, rowOf } from './grid_table.js';

let active = null;
let anchor = null;
let marked = [];

export const activeCell = () => (active?.isConnected ? active : null);

export function activate(cell, { extend = false, focus = true } = {}) {
  if (!cell) return;
  document.querySelectorAll('#bedragen td[tabindex="0"]').forEach((other) => { other.tabIndex = -1; });
  active = cell;
  if (!extend || !anchor?.isConnected) anchor = cell;
  cell.tabIndex = 0;
  mark();
  if (focus) { cell.focus({ preventScroll: true }); cell.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }
}

function mark() {
  marked.forEach((cell) => { cell.classList.remove('is-selected'); cell.removeAttribute('aria-selected'); });
  marked = anchor === active ? [] : selectedRows().flat();
  marked.forEach((cell) => { cell.classList.add('is-selected'); cell.setAttribute('aria-selected', 'true'); });
}

/** The selection row by row; of rows with sums only where there are no others, as a filter in Excel does. */
export function selectedRows() {
  if (!activeCell()) return [];
  const [top, bottom] = [rowOf(anchor), rowOf(active)].sort((a, b) => a - b);
  const [left, right] = [columnOf(anchor), columnOf(active)].sort((a, b) => a - b);
  const found = allRows().slice(top, bottom + 1).map((row) => cellsOf(row).slice(left, right + 1));
  const typed = found.filter((cells) => isTyped(cells[0]));
  return typed.length ? typed : found;
}

/** The link of the row, where it has one, stands before its first year. */
const linkOf = (row) => allRows()[row]?.querySelector('th a');

export function move(rows, columns, options) {
  const row = rowOf(active);
  const column = columnOf(active);
  if (columns < 0 && column === 0) { linkOf(row)?.focus(); return; }
  activate(at(Math.min(Math.max(row + rows, 0), allRows().length - 1), Math.min(Math.max(column + columns, 0), cellsOf(allRows()[row]).length - 1)), options);
}

/** To the next or the last cell that can be typed in; false at the end of the table. */
export function step(direction) {
  const count = cellsOf(allRows()[0]).length;
  let place = rowOf(active) * count + columnOf(active) + direction;
  for (; place >= 0 && place < allRows().length * count; place += direction) {
    const cell = at(Math.floor(place / count), place % count);
    if (isTyped(cell)) { activate(cell); return true; }
  }
  return false;
}

export function edge(key, far) {
  const row = far ? (key === 'Home' ? 0 : allRows().length - 1) : rowOf(active);
  return at(row, key === 'Home' ? 0 : cellsOf(allRows()[row]).length - 1);
}
