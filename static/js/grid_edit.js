/** An input in the cell. Enter and Tab save, Escape puts back what stood there. */
import { isTyped, keyOf, nameOf, valueOf } from './grid_table.js';
import { clearState, entryOf, giveLatest, isUnsaved, setState, shownIn } from './grid_state.js';
import { change } from './grid_undo.js';
import { tellStatus } from './grid_save.js';

let open = null;
export const editing = () => open;
export const isEditing = (cell) => open?.cell === cell;

/** Opens a cell; `typed` is the first character, where somebody simply began to type. */
export function edit(cell, typed) {
  if (!isTyped(cell) || open) return;
  const key = keyOf(cell);
  const before = isUnsaved(key) ? entryOf(key).text : valueOf(cell) === '' ? '' : shownIn(cell);
  cell.dataset.shown ??= shownIn(cell);
  const input = Object.assign(document.createElement('input'), { type: 'text', className: 'cell-input', value: typed ?? before, autocomplete: 'off', spellcheck: false });
  input.setAttribute('aria-label', nameOf(cell));
  if (cell.hasAttribute('aria-invalid')) input.setAttribute('aria-invalid', 'true');
  cell.classList.add('is-editing');
  cell.replaceChildren(input);
  open = { cell, key, input, before };
  input.focus();
  if (typed === undefined) input.select();
  else input.setSelectionRange(typed.length, typed.length);
  input.addEventListener('blur', () => commit());
}

function shut() {
  const { cell } = open;
  const was = open;
  open = null;
  cell.classList.remove('is-editing');
  cell.textContent = cell.dataset.shown;
  return was;
}

/** Saves what was typed, where it differs from what stood there; else shows what stands there by now. */
export function commit() {
  if (!open) return;
  const { key, input, before } = shut();
  const text = input.value.trim();
  const entry = entryOf(key);
  if (text !== before.trim() || entry?.state === 'failed') change([{ key, text }]);
  else if (!isUnsaved(key) && giveLatest(key)) return;
  else if (entry) setState(key, entry);
  else clearState(key);
}

/** Puts back what stood there, also after a refusal. */
export function cancel() {
  const key = shut().key;
  restore(key);
}

export function restore(key) {
  if (entryOf(key)?.state === 'saving') { setState(key, entryOf(key)); return; }
  if (!giveLatest(key)) clearState(key);
  tellStatus();
}

