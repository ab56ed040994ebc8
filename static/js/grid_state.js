/** What is going on in each cell: saving, saved, refused, in conflict, not saved, or changed by somebody else. */
import { cellOf } from './grid_table.js';

const entries = new Map();
/** What somebody else made of a cell that is not to be touched now; shown once the cell is given back. */
const latest = new Map();
const UNSAVED = new Set(['saving', 'refused', 'conflict', 'failed']);
const WORDS = { saving: 'wordt bewaard', saved: 'bewaard', refused: 'niet bewaard', conflict: 'kies welk bedrag blijft', failed: 'niet bewaard', other: 'gewijzigd door een ander' };

export const entryOf = (key) => entries.get(key);
export const isUnsaved = (key) => UNSAVED.has(entries.get(key)?.state);
export const keysIn = (state) => [...entries].filter(([, entry]) => entry.state === state).map(([key]) => key);

function paint(key) {
  const cell = cellOf(key);
  if (!cell || cell.classList.contains('is-editing')) return;
  const entry = entries.get(key);
  const shown = isUnsaved(key) ? entry.text || '–' : cell.dataset.shown;
  if (shown !== undefined) cell.textContent = shown;
  delete cell.dataset.state;
  if (!entry) { cell.removeAttribute('aria-invalid'); return; }
  cell.dataset.state = entry.state;
  const said = document.createElement('span');
  said.className = 'sr-only';
  said.textContent = ` ${entry.state === 'saved' || entry.state === 'saving' ? WORDS[entry.state] : entry.message || WORDS[entry.state]}`;
  cell.append(said);
  cell.toggleAttribute('data-quiet', entry.state === 'saved');
  if (['refused', 'failed', 'conflict'].includes(entry.state)) cell.setAttribute('aria-invalid', 'true');
  else cell.removeAttribute('aria-invalid');
}

/** The text of a cell as it is shown when nothing is going on. */
export function shownIn(cell) {
  return cell.dataset.shown ?? cell.firstChild?.textContent ?? '';
}

export function setState(key, entry) {
  const cell = cellOf(key);
  if (cell) cell.dataset.shown ??= shownIn(cell);
  entries.set(key, entry);
  paint(key);
}

export function clearState(key) {
  entries.delete(key);
  const cell = cellOf(key);
  const waiting = latest.get(key);
  if (cell && waiting) hold(key, waiting);
  latest.delete(key);
  paint(key);
}

/** Shows what somebody else made of the cell meanwhile; false where nobody did. */
export function giveLatest(key) {
  const found = latest.get(key);
  if (!found || !cellOf(key)) return false;
  latest.delete(key);
  setState(key, { state: 'other', message: found.message });
  hold(key, found);
  return true;
}

/** The cell now holds this, as the server says. */
export function hold(key, { value, shown }) {
  const cell = cellOf(key);
  if (!cell) return;
  cell.dataset.value = String(value);
  cell.dataset.shown = shown;
  paint(key);
}

export function holdLater(key, found) { latest.set(key, found); }
export function forgetLater(key) { latest.delete(key); }

/** After a filter brought another table. */
export function repaint() { entries.forEach((_, key) => { const cell = cellOf(key); if (cell) cell.dataset.shown ??= cell.textContent; paint(key); }); }
