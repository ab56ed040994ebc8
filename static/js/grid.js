/** The grid of amounts: what keys, mouse and clipboard do. The table is complete without it. */
import { allRows, at, cellOf, editable, isTyped, keyOf, readTable, rowOf } from './grid_table.js';
import { entryOf, isUnsaved, keysIn, repaint } from './grid_state.js';
import { activate, activeCell, edge, move, step } from './grid_move.js';
import { cancel, commit, edit, editing, isEditing, restore } from './grid_edit.js';
import { copy, empty, paste, whyNot } from './grid_clipboard.js';
import { editingIs, onResend, poll, queueEmpty, startAt } from './grid_save.js';
import { redo, retryFailed, undo } from './grid_undo.js';
import { note } from './grid_say.js';
import { dismiss, enterCard, onReturn, showCard } from './grid_card.js';

const POLL_EVERY = 5000;
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const frame = () => document.getElementById('begroting');
const inGrid = (element) => Boolean(element?.closest?.('#bedragen[data-editable]'));
/** After Escape the next Tab leaves the table: nobody is held in it. */
let leaving = false;
let wasActive = false;

function begin() {
  readTable();
  startAt(Number(frame().dataset.revision));
  repaint();
}

function whileEditing(event) {
  const { key, shiftKey } = event;
  if (key === 'Escape') { const { cell } = editing(); cancel(); activate(cell); showCard(cell); }
  else if (key === 'Enter') { commit(); move(shiftKey ? -1 : 1, 0); }
  else if (key === 'Tab') { commit(); if (!step(shiftKey ? -1 : 1)) activate(activeCell()); }
  else return;
  event.preventDefault();
}

function onLink(event) {
  const row = rowOf(event.target.closest('tr').querySelector('td'));
  if (event.key === 'ArrowRight' || event.key === 'Tab') activate(at(row, 0));
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') activate(at(Math.min(Math.max(row + ARROWS[event.key][0], 0), allRows().length - 1), 0));
  else return;
  event.preventDefault();
}

function open(cell) {
  if (entryOf(keyOf(cell))?.state === 'conflict' && enterCard(cell)) return;
  if (isTyped(cell)) edit(cell);
  else note('result', whyNot(cell));
}

function onKey(event) {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  const cell = activeCell();
  if (!cell || altKey) return;
  const control = ctrlKey || metaKey;
  if (key === 'Tab') {
    if (leaving || !step(shiftKey ? -1 : 1)) { leaving = false; return; }
  } else if (key in ARROWS && !control) move(...ARROWS[key], { extend: shiftKey });
  else if (key === 'Home' || key === 'End') activate(edge(key, control), { extend: shiftKey });
  else if (key === 'Enter') {
    if (entryOf(keyOf(cell))?.state === 'conflict' && isTyped(cell)) open(cell);
    else move(shiftKey ? -1 : 1, 0);
  } else if (key === 'F2') open(cell);
  else if (key === ' ' && !isTyped(cell)) cell.querySelector('a.ask')?.click();
  else if (key === 'Escape') { leaving = true; if (isTyped(cell) && isUnsaved(keyOf(cell)) && entryOf(keyOf(cell)).state !== 'conflict') restore(keyOf(cell)); dismiss(); return; }
  else if (key === 'Delete' || key === 'Backspace') empty();
  else if (key.length === 1 && !control && key !== ' ') { if (isTyped(cell)) edit(cell, key); else open(cell); }
  else return;
  leaving = false;
  event.preventDefault();
}

document.addEventListener('keydown', (event) => {
  if (!editable()) return;
  const typing = event.target.matches?.('input, select, textarea');
  if ((event.ctrlKey || event.metaKey) && !typing && ['z', 'y'].includes(event.key.toLowerCase())) {
    event.preventDefault();
    if (event.key.toLowerCase() === 'y' || event.shiftKey) redo();
    else undo();
    return;
  }
  if (!inGrid(event.target) || event.isComposing) return;
  if (editing()) whileEditing(event);
  else if (event.target.matches('tr[data-row] th a')) onLink(event);
  else if (!event.target.matches('a')) onKey(event);
});

document.addEventListener('mousedown', (event) => {
  const cell = event.target.closest?.('#bedragen[data-editable] td.money');
  if (!cell || isEditing(cell)) return;
  event.preventDefault();
  commit();
  wasActive = cell === activeCell();
  activate(cell, { extend: event.shiftKey });
});
// A finger has no double click: a second tap opens the cell.
document.addEventListener('click', ({ target, pointerType }) => {
  const cell = target.closest?.('#bedragen[data-editable] td.cell');
  if (cell && pointerType === 'touch' && wasActive && !isEditing(cell)) open(cell);
});
document.addEventListener('dblclick', ({ target }) => {
  const cell = target.closest?.('#bedragen[data-editable] td.money');
  if (cell && !isEditing(cell)) open(cell);
});
document.addEventListener('focusin', ({ target }) => {
  if (target.matches?.('#bedragen td.money') && target !== activeCell()) activate(target, { focus: false });
  if (target.closest?.('#bedragen') || target === document.body) showCard(target.closest('td'));
});
document.addEventListener('mouseover', ({ target }) => {
  const cell = target.closest?.('#bedragen td.cell[data-state]');
  if (cell && entryOf(keyOf(cell))?.message) showCard(cell);
});
document.addEventListener('copy', (event) => {
  if (!inGrid(event.target) || editing()) return;
  copy(event.clipboardData);
  event.preventDefault();
});
document.addEventListener('paste', (event) => {
  if (!inGrid(event.target) || editing()) return;
  event.preventDefault();
  paste(event.clipboardData);
});

/** A button that cannot be pressed any more would lose the focus to the page. */
async function press(act, button) {
  await act();
  if (button.disabled) (activeCell() ?? at(0, 0))?.focus({ preventScroll: true });
}
[['ongedaan', undo], ['opnieuw', redo]].forEach(([id, act]) => {
  document.getElementById(id)?.addEventListener('click', ({ currentTarget }) => press(act, currentTarget));
});

onReturn((key) => activate(cellOf(key) ?? activeCell()));
editingIs(isEditing);
onResend((alone) => {
  retryFailed(alone);
  if (!alone) (activeCell() ?? at(0, 0))?.focus({ preventScroll: true });
});
addEventListener('online', poll);
// An answer may bring a conflict, or say why the active cell was refused.
new MutationObserver(() => showCard(activeCell())).observe(document.getElementById('raster-melding'), { childList: true });
document.addEventListener('htmx:afterSwap', () => { if (frame() && !allRows()[0]?.isConnected) begin(); });
addEventListener('beforeunload', (event) => {
  if (!queueEmpty() || editing() || ['refused', 'failed', 'conflict'].some((state) => keysIn(state).length)) event.preventDefault();
});
document.addEventListener('visibilitychange', poll);
setInterval(poll, POLL_EVERY);
begin();
