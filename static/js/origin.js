/** "Waar komt dit vandaan?": a figure is a link to its explanation; here it opens beside the figure instead. */
const box = document.getElementById('herkomst');
const MARGIN = 8;
let asked = null;

function place() {
  const at = asked.getBoundingClientRect();
  const size = box.getBoundingClientRect();
  const below = at.bottom + MARGIN;
  const top = below + size.height > innerHeight ? Math.max(MARGIN, at.top - size.height - MARGIN) : below;
  const left = Math.max(2 * MARGIN, Math.min(at.right - size.width, innerWidth - size.width - 2 * MARGIN));
  box.style.inset = `${top}px auto auto ${left}px`;
}

function show() {
  if (!box.matches(':popover-open')) box.showPopover();
  place();
  box.querySelector('#herkomst-titel')?.focus();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a.ask');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !box.showPopover) return;
  event.preventDefault();
  if (!box.contains(link)) asked = link;
  htmx.ajax('GET', link.getAttribute('href'), { target: box, swap: 'innerHTML' }).then(() => {
    if (box.firstElementChild && asked?.isConnected) show();
  });
});

box.addEventListener('toggle', ({ newState }) => {
  if (newState !== 'closed') return;
  const outside = document.activeElement && document.activeElement !== document.body && !box.contains(document.activeElement);
  box.replaceChildren();
  if (!outside && asked?.isConnected) asked.focus({ preventScroll: true });
});
