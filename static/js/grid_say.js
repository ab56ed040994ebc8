/** What the grid says: to who listens, at the top of the page, and in the message area. */
const live = document.getElementById('raster-melding');
const status = document.getElementById('bewaarstand');
const notes = document.getElementById('raster-berichten');
const MOST_NOTES = 2;
const ICONS = { busy: '#i-busy', saved: '#i-check', failed: '#i-warn' };

export function say(sentence) { live.textContent = sentence; }

export function showStatus(state, sentence) {
  if (!status) return;
  status.dataset.state = state;
  status.querySelector('use').setAttribute('href', ICONS[state]);
  status.lastElementChild.textContent = sentence;
}

/** A sentence that stays until it is closed, or newer ones take its place. */
export function note(sentence, reload = false) {
  const box = document.createElement('p');
  box.className = 'alert alert--calm';
  const text = document.createElement('span');
  text.textContent = sentence;
  box.append(text);
  if (reload) {
    const link = Object.assign(document.createElement('a'), { href: location.href, className: 'utrecht-link', textContent: 'Laad opnieuw' });
    text.append(' ', link);
  }
  const close = Object.assign(document.createElement('button'), { type: 'button', className: 'icon-button' });
  close.setAttribute('aria-label', 'Bericht sluiten');
  close.innerHTML = '<svg class="icon" aria-hidden="true"><use href="#i-close"/></svg>';
  close.addEventListener('click', () => box.remove());
  box.append(close);
  notes.append(box);
  while (notes.children.length > MOST_NOTES) notes.firstElementChild.remove();
  say(sentence);
}
