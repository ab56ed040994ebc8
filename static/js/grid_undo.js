/** Undo and redo of one's own changes of this visit, each as a new change that says what it expects to find. */
import { canSend, save, tellStatus } from './grid_save.js';
import { clearState, entryOf, keysIn } from './grid_state.js';
import { typedText } from './grid_table.js';
import { note, say } from './grid_say.js';

const buttons = { undo: document.getElementById('ongedaan'), redo: document.getElementById('opnieuw') };
const done = [];
const undone = [];

function show() {
  if (buttons.undo) buttons.undo.disabled = done.length === 0;
  if (buttons.redo) buttons.redo.disabled = undone.length === 0;
}

/** A change that somebody typed, pasted or emptied, with what there is to say of it (null: nothing new). */
export async function change(items, remark = '') {
  if (remark !== null) note('result', remark);
  const saved = await save(items, remark ?? '');
  if (saved?.length) { done.push(saved); undone.length = 0; show(); }
}

/** Sends again what did not arrive, as one change; `alone` where nobody asked for it. */
export function retryFailed(alone = false) {
  const keys = keysIn('failed').filter((key) => !alone || canSend(key));
  const items = keys.map((key) => ({ key, text: entryOf(key).text, seen: entryOf(key).seen }));
  if (items.length) change(items, alone ? null : '');
}

async function turnBack(from, to, before, after) {
  const last = from.pop();
  show();
  if (!last) { say(before === 'before' ? 'Er is niets om ongedaan te maken.' : 'Er is niets om opnieuw te doen.'); return; }
  note('result', '');
  const saved = await save(last.map((item) => ({ key: item.key, text: typedText(item[before]), seen: item[after] })));
  // Kept as the change it was, so that it can be turned the other way round again.
  if (saved === null) keep(from, last, before);
  else if (saved.length) to.push(saved.map(({ key, before: was, after: is }) => (before === 'before' ? { key, before: is, after: was } : { key, before: was, after: is })));
  show();
}

/** What did not arrive can be tried again; nobody typed these amounts, so that none of them is kept in its cell. */
function keep(from, last, before) {
  from.push(last);
  const failed = last.map(({ key }) => key).filter((key) => entryOf(key)?.state === 'failed');
  const reason = entryOf(failed[0])?.why ?? '';
  failed.forEach(clearState);
  tellStatus();
  note('result', `${before === 'before' ? 'Ongedaan maken' : 'Opnieuw doen'} is niet gelukt. ${reason} Probeer het nog eens.`);
}

export const undo = () => turnBack(done, undone, 'before', 'after');
export const redo = () => turnBack(undone, done, 'after', 'before');
