/** Saves cells one request after the other, and repaints what the answers bring. */
import { cellOf, nameOf, valueOf } from './grid_table.js';
import { clearState, entryOf, forgetLater, hold, holdLater, isUnsaved, keysIn, setState } from './grid_state.js';
import { note, say, showStatus } from './grid_say.js';

const root = document.getElementById('raster');
const token = () => JSON.parse(document.body.dataset.hxHeaders)['X-CSRFToken'];
const FAILED = 'Niet bewaard: de server antwoordt niet. Wat u typte staat er nog.';
const LOGIN = 'Niet bewaard: u bent uitgelogd of de pagina stond te lang open. Laad de pagina opnieuw.';
let revision = 0;
let waiting = 0;
let turn = Promise.resolve();
let busyWith = () => false;

export const queueEmpty = () => waiting === 0;
export function startAt(known) { revision = known; }
export const knownRevision = () => revision;
/** Tells which cell is being typed in: what others do there waits. */
export function editingIs(test) { busyWith = test; }

async function ask(url, options) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(20_000), headers: { 'X-CSRFToken': token() }, ...options });
  if (answer.status === 204) return null;
  if (!answer.headers.get('Content-Type')?.includes('json')) throw new Error(answer.status < 500 ? LOGIN : FAILED);
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.message ?? FAILED);
  return found;
}

/**
 * Puts texts into cells: [{ key, text, seen? }]. Resolves to what was really saved:
 * [{ key, before, after }].
 */
export function save(items) {
  items.forEach(({ key, text }) => setState(key, { state: 'saving', text, message: '' }));
  waiting += 1;
  showStatus('busy', 'Bezig met bewaren…');
  // A filter may take the cell out of the page before its turn comes.
  const seen = items.map((item) => item.seen ?? (cellOf(item.key) ? valueOf(cellOf(item.key)) : ''));
  const mine = turn.then(() => post(items, seen));
  turn = mine.catch(() => {});
  return mine;
}

async function post(items, seenThen) {
  const before = new Map();
  const cells = items.map(({ key, text, seen }, i) => {
    const bar = key.lastIndexOf('|');
    const cell = cellOf(key);
    before.set(key, seen ?? (cell ? valueOf(cell) : seenThen[i]));
    return { row: key.slice(0, bar), year: Number(key.slice(bar + 1)), text, seen: before.get(key) };
  });
  try {
    const body = new URLSearchParams({ cellen: JSON.stringify(cells), revisie: String(revision) });
    const answer = await ask(root.dataset.save, { method: 'POST', body });
    waiting -= 1;
    const saved = take(answer.cells, items, before);
    apply(answer);
    return saved;
  } catch (error) {
    waiting -= 1;
    const ours = error.name === 'Error';
    items.forEach(({ key, text }) => setState(key, { state: 'failed', text, message: ours ? error.message : FAILED, retry: true }));
    say(ours ? error.message : FAILED);
    return [];
  } finally {
    tellStatus();
  }
}

function take(cells, items, before) {
  const saved = [];
  cells.forEach(({ row, year, state, value, shown, message, who, when }, i) => {
    const key = `${row}|${year}`;
    const { text } = items[i];
    if (entryOf(key)?.text !== text && entryOf(key)?.state === 'saving') { // typed anew meanwhile
      if (state === 'saved' || state === 'unchanged') holdQuietly(key, value, shown);
    } else if (state === 'saved' || state === 'unchanged') {
      forgetLater(key);
      setState(key, { state: 'saved', message: '' });
      hold(key, { value, shown });
      setTimeout(() => entryOf(key)?.state === 'saved' && clearState(key), 2500);
    } else {
      setState(key, { state, text, message, value, shown, who, when });
    }
    if (state === 'saved') saved.push({ key, before: before.get(key), after: value });
  });
  report(cells);
  return saved;
}

function holdQuietly(key, value, shown) {
  const cell = cellOf(key);
  if (cell) Object.assign(cell.dataset, { value: String(value), shown });
}

function report(cells) {
  const count = (state) => cells.filter((cell) => cell.state === state).length;
  if (cells.length === 1) {
    const [only] = cells;
    const cell = cellOf(`${only.row}|${only.year}`);
    say(`${cell ? nameOf(cell) : ''}: ${only.state === 'saved' ? `${only.shown} bewaard` : only.message || 'niet gewijzigd'}`);
    return;
  }
  const parts = [[count('saved'), 'bewaard'], [count('unchanged'), 'niet gewijzigd'], [count('refused'), 'niet bewaard'], [count('conflict'), 'door een ander gewijzigd']];
  const sentence = parts.filter(([number]) => number).map(([number, word]) => `${number} ${word}`).join(', ');
  if (count('refused') + count('conflict')) note(`Van ${cells.length} bedragen: ${sentence}. De reden staat bij elke gemarkeerde cel.`);
  else say(sentence);
}

function apply({ totals, others, reload, sentence, revision: now }) {
  revision = now;
  Object.entries(totals).forEach(([figure, years]) => {
    document.querySelectorAll(`#bedragen [data-figure="${CSS.escape(figure)}"]`).forEach((cell, i) => {
      if (cell.dataset.cents === String(years[i][0])) return;
      cell.dataset.cents = years[i][0];
      cell.innerHTML = years[i][1];
    });
  });
  const news = others.filter(fromOther);
  if (news.length) tellOthers(news);
  if (reload) note(sentence, true);
}

/** Shows what somebody else made of a cell; false where that was known already. */
function fromOther({ row, year, value, shown, who }) {
  const key = `${row}|${year}`;
  const cell = cellOf(key);
  if (!cell || valueOf(cell) === value || entryOf(key)?.state === 'conflict') return false;
  if (isUnsaved(key) || busyWith(cell)) { holdLater(key, { value, shown }); return true; }
  setState(key, { state: 'other', message: `${who} wijzigde dit bedrag.` });
  hold(key, { value, shown });
  return true;
}

function tellOthers(others) {
  const names = [...new Set(others.map(({ who }) => who))].join(' en ');
  const cell = others.length === 1 && cellOf(`${others[0].row}|${others[0].year}`);
  note(cell ? `${names} wijzigde ${nameOf(cell)}: nu ${others[0].shown}.` : `${names} wijzigde ${others.length} ${others.length === 1 ? 'bedrag' : 'bedragen'}.`);
}

export function tellStatus() {
  const open = ['refused', 'failed', 'conflict'].flatMap(keysIn).length;
  if (waiting) showStatus('busy', 'Bezig met bewaren…');
  else if (open) showStatus('failed', open === 1 ? 'Eén bedrag is niet bewaard' : `${open} bedragen zijn niet bewaard`);
  else showStatus('saved', 'Alles is bewaard');
}

/** Asks what others changed, when nothing of our own is under way. */
export async function poll() {
  if (waiting || document.hidden) return;
  const known = revision;
  try {
    const answer = await ask(`${root.dataset.since}?revisie=${known}`);
    if (answer && !waiting && revision === known) apply(answer);
  } catch { /* the next one may get through; a save says it when it fails */ }
}

