/** What the grid says: to who listens, at the top of the page, and in the message area. */
const live = document.getElementById('raster-melding');
const status = document.getElementById('bewaarstand');
const notes = document.getElementById('raster-berichten');
const ICONS = { busy: '#i-busy', saved: '#i-check', failed: '#i-warn' };

export function say(sentence) { live.textContent = sentence; }

export function showStatus(state, sentence) {
  if (!status) return;
  status.dataset.state = state;
  status.querySelector('use').setAttribute('href', ICONS[state]);
  status.lastElementChild.textContent = sentence;
}

/**
 * A sentence that stays until it is closed or a newer one of its kind takes its place: what became of
 * a change, what others did, what was not saved. None takes the last away. `then` is what one can do about it.
 */
export function note(kind, sentence, then = null) {
  notes.querySelector(`[data-kind="${kind}"]`)?.remove();
  if (!sentence) return;
  const box = document.createElement('p');
  box.className = 'alert alert--calm';
  box.dataset.kind = kind;
  const text = document.createElement('span');
  text.textContent = sentence;
  box.append(text);
  if (then) (then.tagName === 'A' ? text : box).append(' ', then);
  const close = Object.assign(document.createElement('button'), { type: 'button', className: 'icon-button' });
  close.setAttribute('aria-label', 'Bericht sluiten');
  close.innerHTML = '<svg class="icon" aria-hidden="true"><use href="#i-close"/></svg>';
  close.addEventListener('click', () => box.remove());
  box.append(close);
  notes.append(box);
  say(sentence);
}
