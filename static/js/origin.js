/** "Waar komt dit vandaan?": a figure is a link to its explanation; here it opens beside the figure instead. */
const box = document.getElementById('herkomst');
const MARGIN = 8;
let asked = null;
/** The addresses of the explanations that led to the one that is shown. */
let trail = [];
let shown = '';

/** The figure that was asked; another link like it where what others changed was put on the page. */
function source() {
  if (asked && !asked.isConnected) {
    asked = [...document.querySelectorAll('a.ask')].find((link) => link.getAttribute('href') === asked.getAttribute('href')) ?? null;
  }
  return asked;
}

/** Below the row of the figure or above it, where there is most room: the figure stays in view. */
function place() {
  const at = (asked.closest('tr') ?? asked).getBoundingClientRect();
  const right = asked.getBoundingClientRect().right;
  box.style.maxBlockSize = '';
  const size = box.getBoundingClientRect();
  const below = innerHeight - at.bottom - 2 * MARGIN;
  const above = at.top - 2 * MARGIN;
  const under = size.height <= below || below >= above;
  const room = Math.max(under ? below : above, 160);
  const height = Math.min(size.height, room);
  box.style.maxBlockSize = `${room}px`;
  const top = under ? Math.min(at.bottom + MARGIN, innerHeight - height - MARGIN) : Math.max(MARGIN, at.top - height - MARGIN);
  const left = Math.max(2 * MARGIN, Math.min(right - size.width, innerWidth - size.width - 2 * MARGIN));
  box.style.inset = `${top}px auto auto ${left}px`;
  hint();
}

/** Says that there is more below, as long as there is. */
function hint() {
  box.classList.toggle('has-more', box.scrollTop + box.clientHeight < box.scrollHeight - 4);
}

function show() {
  if (!box.matches(':popover-open')) box.showPopover();
  box.querySelector('#herkomst-terug')?.toggleAttribute('hidden', !trail.length);
  place();
  box.querySelector('#herkomst-titel')?.focus();
}

function open(address) {
  shown = address;
  htmx.ajax('GET', address, { target: box, swap: 'innerHTML' }).then(() => {
    if (box.firstElementChild && source()) show();
  });
}

document.addEventListener('click', (event) => {
  if (event.target.closest('#herkomst-terug')) return open(trail.pop());
  const link = event.target.closest('a.ask');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !box.showPopover) return;
  event.preventDefault();
  if (box.contains(link)) trail.push(shown);
  else [asked, trail] = [link, []];
  open(link.getAttribute('href'));
});

box.addEventListener('scroll', hint);
box.addEventListener('toggle', (event) => event.target !== box && requestAnimationFrame(hint), true);
box.addEventListener('toggle', ({ newState, target }) => {
  if (newState !== 'closed' || target !== box) return;
  const outside = document.activeElement && document.activeElement !== document.body && !box.contains(document.activeElement);
  box.replaceChildren();
  if (!outside) source()?.focus({ preventScroll: true });
});
