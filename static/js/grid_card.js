/** The card at a cell: why it was refused, or both amounts of a conflict with the choice between them. */
import { cellOf, keyOf, nameOf } from './grid_table.js';
import { clearState, entryOf, hold, keysIn } from './grid_state.js';
import { change } from './grid_undo.js';
import { tellStatus } from './grid_save.js';
import { activeCell } from './grid_move.js';

const card = document.createElement('div');
card.className = 'cell-card';
card.id = 'cel-kaart';
card.popover = 'manual';
document.body.append(card);
let shownAt = null;
/** Conflicts whose card somebody closed: they show it again at their own cell only. */
const dismissed = new WeakSet();
let focusCell = () => {};
export function onReturn(focus) { focusCell = focus; }

function make(tag, text, className = '') {
  return Object.assign(document.createElement(tag), { textContent: text, className });
}

function button(text, act) {
  const made = make('button', text, 'utrecht-button');
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

/** What the card shows, as a text: drawn anew only where that changed, or a press on it would miss. */
let drawn = '';

function fill(key, cell, entry) {
  const wanted = JSON.stringify([key, entry, cell === activeCell()]);
  if (wanted === drawn && card.matches(':popover-open')) return;
  drawn = wanted;
  const focused = [...card.querySelectorAll('button')].indexOf(document.activeElement);
  draw(key, cell, entry);
  card.querySelectorAll('button')[focused]?.focus();
}

function draw(key, cell, entry) {
  const title = make('h2', nameOf(cell));
  title.id = 'cel-kaart-titel';
  if (entry.state === 'conflict') card.replaceChildren(title, ...conflict(key, entry, cell === activeCell()));
  else if (entry.retry) card.replaceChildren(title, make('p', entry.message), button('Opnieuw proberen', () => { close(); change([{ key, text: entry.text, seen: entry.seen }]); focusCell(key); }));
  else card.replaceChildren(title, make('p', entry.message));
  const asks = Boolean(card.querySelector('button'));
  card.setAttribute('role', asks ? 'dialog' : 'tooltip');
  card.setAttribute('aria-labelledby', 'cel-kaart-titel');
}

function conflict(key, { text, value, shown, who, when, own }, here) {
  const theirs = own ? 'Bedrag uit uw andere venster' : `Bedrag van ${who}`;
  const both = document.createElement('dl');
  [['Uw bedrag', text || 'leeg'], [theirs, shown]].forEach(([term, amount]) => {
    const pair = document.createElement('div');
    pair.append(make('dt', term), make('dd', amount));
    both.append(pair);
  });
  const actions = make('div', '', 'cell-card__actions');
  actions.append(
    button(`${theirs} laten staan`, () => { close(); giveWay(key); focusCell(key); }),
    button('Mijn bedrag bewaren', () => { close(); hold(key, { value, shown }); change([{ key, text, seen: value }]); focusCell(key); }),
  );
  const keys = make('p', here ? 'Druk op F2 of Enter om hier te kiezen.' : 'Kies hier, of ga naar de cel en druk op F2 of Enter.', 'note');
  return [make('p', `${own ? 'U' : who} wijzigde dit bedrag intussen${own ? ' zelf, in een ander venster' : ''}${when ? `, op ${when}` : ''}.`), both, actions, keys];
}

/** The other's amount stays. */
export function giveWay(key) {
  const { value, shown } = entryOf(key);
  clearState(key);
  hold(key, { value, shown });
  tellStatus();
}

function place(cell) {
  const box = cell.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = Math.min(Math.max(8, box.right - width), document.documentElement.clientWidth - width - 8);
  const above = box.top - height - 6;
  card.style.left = `${Math.max(8, left)}px`;
  card.style.top = `${above > 8 ? above : box.bottom + 6}px`;
}

export function close() {
  if (card.matches(':popover-open')) card.hidePopover();
  shownAt = null;
}

/** Closes the card and leaves the choice for later. */
export function dismiss() {
  if (shownAt) dismissed.add(entryOf(keyOf(shownAt)) ?? {});
  close();
}

/** Shows the card of a cell that has something to say; else of the first conflict; else none. */
export function showCard(cell) {
  const own = cell?.classList?.contains('cell') ? keyOf(cell) : null;
  const key = own && entryOf(own)?.message ? own : keysIn('conflict').find((other) => cellOf(other) && !dismissed.has(entryOf(other)));
  if (!key) { close(); return; }
  const target = cellOf(key);
  fill(key, target, entryOf(key));
  if (!card.matches(':popover-open')) card.showPopover();
  shownAt = target;
  place(target);
}

/** Puts the focus on the first choice, where there is one; of a conflict that is to leave the other's amount. */
export function enterCard(cell) {
  showCard(cell);
  const first = card.querySelector('button');
  first?.focus();
  return Boolean(first);
}

card.addEventListener('keydown', (event) => {
  event.stopPropagation();
  if (event.key === 'Escape' && shownAt) { const key = keyOf(shownAt); dismiss(); focusCell(key); }
});
['scroll', 'resize'].forEach((name) => addEventListener(name, () => shownAt?.isConnected && place(shownAt), { capture: true, passive: true }));
