/** The table of amounts as rows and columns. A cell is known by its row's key and its year. */
const table = () => document.getElementById('bedragen');
let rows = [];
let shown = [];
let byKey = new Map();

/** Reads the table anew: a filter brings another one. */
export function readTable() {
  const found = table();
  shown = found ? [...found.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.classList.contains('unfilled')) : [];
  rows = shown.filter((row) => !isHeading(row));
  byKey = new Map(rows.filter((row) => row.dataset.row).map((row) => [row.dataset.row, row]));
  if (!found || !('editable' in found.dataset)) return;
  found.setAttribute('role', 'grid');
  found.setAttribute('aria-multiselectable', 'true');
  leaveToArrows(found);
  const first = cellsOf(rows[0])[0];
  if (first) first.tabIndex = 0;
}

/** Links within the grid are reached with the arrows: a title by its row, a total with the space bar. */
export function leaveToArrows(part) {
  part.querySelectorAll('th a, td.money a').forEach((link) => { link.tabIndex = -1; });
}

export const editable = () => Boolean(table()?.hasAttribute('data-editable'));
/** The rows with amounts. */
export const allRows = () => rows;
/** Those and the headings between them. */
export const rowsAsShown = () => shown;
export const isHeading = (row) => row.classList.contains('goal');
export const cellsOf = (row) => (row ? [...row.querySelectorAll('td.money')] : []);
export const rowOf = (cell) => rows.indexOf(cell.closest('tr'));
export const columnOf = (cell) => cellsOf(cell.closest('tr')).indexOf(cell);
export const at = (row, column) => cellsOf(rows[row])[column];
export const isTyped = (cell) => Boolean(cell?.classList.contains('cell'));
/** The part of the budget that a row is in: nothing is pasted across its end. */
export function partOf(row) {
  const { section } = row.parentNode.dataset;
  return section.startsWith('doel-') ? 'kosten' : section === 'kosten' ? 'totaal' : section;
}
export const keyOf = (cell) => `${cell.closest('tr').dataset.row}|${cell.dataset.year}`;

export function cellOf(key) {
  const bar = key.lastIndexOf('|');
  return byKey.get(key.slice(0, bar))?.querySelector(`td[data-year="${key.slice(bar + 1)}"]`);
}

/** "Herstelacademie, 2023", for messages and for who cannot see the table. */
export function nameOf(cell) {
  return `${nameOfRow(cell.closest('tr'))}, ${cell.dataset.year}`;
}

export function nameOfRow(row) {
  const head = row.querySelector('th');
  const name = head.querySelector('a') ?? head.querySelector('.line > span + span')?.firstChild ?? head;
  return name.textContent.trim();
}

/** What a cell holds: cents, "" for nothing, or "pm". */
export function valueOf(cell) {
  const { value } = cell.dataset;
  return value === '' || value === 'pm' ? value : Number(value);
}

/** An amount as a text that can be typed: exact, without dots, so that every spreadsheet reads it. */
export function typedText(value) {
  if (value === '') return '';
  if (value === 'pm') return 'p.m.';
  const cents = Math.abs(value);
  const rest = cents % 100 ? `,${String(cents % 100).padStart(2, '0')}` : '';
  return `${value < 0 ? '-' : ''}${Math.floor(cents / 100)}${rest}`;
}
