/** Saves cells one request after the other, and repaints what the answers bring. */
import { cellOf, leaveToArrows, nameOf, valueOf } from './grid_table.js';
import { clearState, entryOf, forgetLater, hold, holdLater, isUnsaved, keysIn, setState } from './grid_state.js';
import { note, say, showStatus } from './grid_say.js';

const root = document.getElementById('raster');
const token = () => JSON.parse(document.body.dataset.hxHeaders)['X-CSRFToken'];
const SILENT = 'De server antwoordt niet.';
const BROKEN = 'Er ging iets mis op de server.';
const LOGIN = 'U bent uitgelogd of de pagina stond te lang open. Laad de pagina opnieuw.';
const MOST_TRIES = 3;
let revision = 0;
let waiting = 0;
let turn = Promise.resolve();
let busyWith = () => false;
let resend = () => {};
/** How often each cell was sent without an answer: it may be saved, and what it holds our own. */
const unanswered = new Map();

export const queueEmpty = () => waiting === 0;
export function startAt(known) { revision = known; }
export const knownRevision = () => revision;
/** Tells which cell is being typed in: what others do there waits. */
export function editingIs(test) { busyWith = test; }

/** What sends again the cells that failed: unasked (true) when the server answers, or by the button. */
export function onResend(act) { resend = act; }
/** Whether a cell that failed may be sent again unasked: nobody is typing in it, and it was not tried too often. */
export const canSend = (key) => entryOf(key).silent && (unanswered.get(key) ?? 0) < MOST_TRIES && !(cellOf(key) && busyWith(cellOf(key)));

class Failure extends Error {
  /** `silent`: there was no answer, or none of the application itself. */
  constructor(message, silent = false) { super(message); this.silent = silent; }
}

async function ask(url, options) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(20_000), headers: { 'X-CSRFToken': token() }, ...options })
    .catch(() => { throw new Failure(SILENT, true); });
  if (answer.status === 204) return null;
  if (answer.status > 501) throw new Failure(SILENT, true);
  if (!answer.headers.get('Content-Type')?.includes('json')) throw new Failure(answer.status < 500 ? LOGIN : BROKEN);
  const found = await answer.json().catch(() => { throw new Failure(SILENT, true); });
  if (!answer.ok) throw new Failure(found.message ?? BROKEN);
  return found;
}

/**
 * Puts texts into cells: [{ key, text, seen? }]. Resolves to what was really saved:
 * [{ key, before, after }], or to null where nothing arrived.
 */
export function save(items, remark = '') {
  items.forEach(({ key, text }) => setState(key, { state: 'saving', text, message: '' }));
  waiting += 1;
  showStatus('busy', 'Bezig met bewaren…');
  // A filter may take the cell out of the page before its turn comes.
  const seen = items.map((item) => item.seen ?? (cellOf(item.key) ? valueOf(cellOf(item.key)) : ''));
  const mine = turn.then(() => post(items, seen, remark));
  turn = mine.catch(() => {});
  return mine;
}

async function post(items, seen, remark) {
  let saved = null;
  try {
    saved = await send(items, seen, remark);
  } finally {
    waiting -= 1;
    tellStatus();
  }
  if (saved) resend(true);
  return saved;
}

async function send(items, seenThen, remark) {
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
    // In conflict with what we sent before and heard nothing of: not somebody else's, so not a question.
    const again = items
      .map((item, i) => ({ ...item, seen: answer.cells[i].value }))
      .filter(({ key }, i) => answer.cells[i].state === 'conflict' && answer.cells[i].own && unanswered.has(key));
    const saved = take(answer.cells, items, before, remark);
    apply(answer);
    return again.length ? [...saved, ...await send(again, [], remark) ?? []] : saved;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    items.forEach(({ key, text }) => {
      if (error.silent) unanswered.set(key, (unanswered.get(key) ?? 0) + 1);
      if (entryOf(key)?.text !== text) return; // typed anew meanwhile
      const then = error.silent && unanswered.get(key) < MOST_TRIES ? ' en wordt vanzelf opnieuw verstuurd' : '';
      const why = error.message.replace(/^Niet bewaard\. /, '');
      setState(key, { state: 'failed', text, seen: before.get(key), why, message: `Niet bewaard. ${why} Wat u typte staat er nog${then}.`, silent: error.silent, retry: true });
    });
    return null;
  }
}

function take(cells, items, before, remark) {
  const saved = [];
  cells.forEach(({ row, year, state, value, shown, message, who, when, own }, i) => {
    const key = `${row}|${year}`;
    const { text } = items[i];
    const arrived = state === 'unchanged' && unanswered.has(key) && before.get(key) !== value;
    unanswered.delete(key);
    if (entryOf(key)?.text !== text && entryOf(key)?.state === 'saving') { // typed anew meanwhile
      if (state === 'saved' || state === 'unchanged') holdQuietly(key, value, shown);
    } else if (state === 'saved' || state === 'unchanged') {
      forgetLater(key);
      setState(key, { state: 'saved', message: '' });
      hold(key, { value, shown });
      setTimeout(() => entryOf(key)?.state === 'saved' && clearState(key), 2500);
    } else {
      setState(key, { state, text, message, value, shown, who, when, own });
    }
    if (state === 'saved' || arrived) saved.push({ key, before: before.get(key), after: value });
  });
  report(cells, remark);
  return saved;
}

function holdQuietly(key, value, shown) {
  const cell = cellOf(key);
  if (cell) Object.assign(cell.dataset, { value: String(value), shown });
}

function report(cells, remark) {
  const count = (state) => cells.filter((cell) => cell.state === state).length;
  if (cells.length === 1) {
    const [only] = cells;
    const cell = cellOf(`${only.row}|${only.year}`);
    say(`${cell ? nameOf(cell) : ''}: ${only.state === 'saved' ? `${only.shown} bewaard` : only.message || 'niet gewijzigd'}`);
    return;
  }
  const parts = [[count('saved'), 'bewaard'], [count('unchanged'), 'niet gewijzigd'], [count('refused'), 'niet bewaard'], [count('conflict'), 'door een ander gewijzigd']];
  const sentence = parts.filter(([number]) => number).map(([number, word]) => `${number} ${word}`).join(', ');
  if (count('refused') + count('conflict')) note('result', `${remark} Van ${cells.length} bedragen: ${sentence}. De reden staat bij elke gemarkeerde cel.`.trim());
  else say(`${remark} ${sentence}`.trim());
}

/** The cells of the answer are newer than what it says of others. */
function apply({ totals, others, cells = [], reload, sentence, revision: now }) {
  revision = now;
  Object.entries(totals).forEach(([figure, years]) => {
    document.querySelectorAll(`#bedragen [data-figure="${CSS.escape(figure)}"]`).forEach((cell, i) => {
      if (cell.dataset.cents === String(years[i][0])) return;
      cell.dataset.cents = years[i][0];
      cell.innerHTML = years[i][1];
      leaveToArrows(cell);
    });
  });
  const answered = new Set(cells.map(({ row, year }) => `${row}|${year}`));
  const news = others.filter((other) => !answered.has(`${other.row}|${other.year}`) && fromOther(other));
  if (news.length) tellOthers(news);
  if (!reload) return;
  const link = { href: location.href, className: 'utrecht-link', textContent: 'Laad opnieuw' };
  note('reload', sentence, Object.assign(document.createElement('a'), link));
}

/** Shows what somebody else made of a cell; false where that was known already. */
function fromOther({ row, year, value, shown, who, when, own, message }) {
  const key = `${row}|${year}`;
  const cell = cellOf(key);
  const entry = entryOf(key);
  if (entry?.state === 'conflict') {
    if (entry.value === value) return false;
    setState(key, { ...entry, value, shown, who, when, own, message });
    return true;
  }
  if (!cell) return false;
  if (valueOf(cell) === value) { forgetLater(key); return false; } // there and back
  const found = { value, shown, message: own ? 'U wijzigde dit bedrag zelf, in een ander venster.' : `${who} wijzigde dit bedrag.` };
  if (isUnsaved(key) || busyWith(cell)) {
    holdLater(key, found);
    return !(own && unanswered.has(key)); // our own, of which the answer got lost: sending it again will tell
  }
  const known = own && unanswered.has(key);
  if (!known) setState(key, { state: 'other', message: found.message });
  hold(key, found);
  return !known;
}

function tellOthers(others) {
  const names = [...new Set(others.map(({ who, own }) => (own ? 'U' : who)))].join(' en ');
  const cell = others.length === 1 && cellOf(`${others[0].row}|${others[0].year}`);
  note('others', cell ? `${names} wijzigde ${nameOf(cell)}: nu ${others[0].shown}.` : `${names} wijzigde ${others.length} ${others.length === 1 ? 'bedrag' : 'bedragen'}.`);
}

export function tellStatus() {
  const open = ['refused', 'failed', 'conflict'].flatMap(keysIn).length;
  if (waiting) showStatus('busy', 'Bezig met bewaren…');
  else if (open) showStatus('failed', open === 1 ? 'Eén bedrag is niet bewaard' : `${open} bedragen zijn niet bewaard`);
  else showStatus('saved', 'Alles is bewaard');
  tellFailed();
}

let toldOf = '';
/** What did not arrive, with one button for all of it; closed, it comes back when something more fails. */
function tellFailed() {
  const failed = keysIn('failed');
  const last = entryOf(failed.at(-1));
  const sentence = failed.length > 1 ? `${failed.length} bedragen zijn niet bewaard. ${last.why}` : last?.message ?? '';
  if (sentence === toldOf) return;
  toldOf = sentence;
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'utrecht-button' });
  button.textContent = failed.length > 1 ? 'Alles opnieuw proberen' : 'Opnieuw proberen';
  button.addEventListener('click', () => resend(false));
  note('failed', sentence, button);
}

/** Asks what others changed, when nothing of our own is under way. */
export async function poll() {
  if (waiting || document.hidden) return;
  const known = revision;
  try {
    const answer = await ask(`${root.dataset.since}?revisie=${known}`);
    if (waiting) return;
    if (answer && revision === known) apply(answer);
    resend(true);
  } catch { /* the next one may get through; a save says it when it fails */ }
}

