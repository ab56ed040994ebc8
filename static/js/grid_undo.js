/** Undo and redo of one's own changes of this visit, each as a new change that says what it expects to find. */
import { save } from './grid_save.js';
import { typedText } from './grid_table.js';
import { say } from './grid_say.js';

const buttons = { undo: document.getElementById('ongedaan'), redo: document.getElementById('opnieuw') };
const done = [];
const undone = [];

function show() {
  if (buttons.undo) buttons.undo.disabled = done.length === 0;
  if (buttons.redo) buttons.redo.disabled = undone.length === 0;
}

/** A change that somebody typed, pasted or emptied. */
export async function change(items) {
  const saved = await save(items);
  if (saved.length) { done.push(saved); undone.length = 0; show(); }
}

async function turnBack(from, to, before, after) {
  const last = from.pop();
  show();
  if (!last) { say('Er is niets om ongedaan te maken.'); return; }
  const saved = await save(last.map((item) => ({ key: item.key, text: typedText(item[before]), seen: item[after] })));
  // Kept as the change it was, so that it can be turned the other way round again.
  if (saved.length) to.push(saved.map(({ key, before: was, after: is }) => (before === 'before' ? { key, before: is, after: was } : { key, before: was, after: is })));
  show();
}

export const undo = () => turnBack(done, undone, 'before', 'after');
export const redo = () => turnBack(undone, done, 'after', 'before');
