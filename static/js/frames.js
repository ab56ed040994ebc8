/** A table that scrolls inside itself is a tab stop; one that fits is not. */
const scrolls = (frame) => frame.scrollWidth > frame.clientWidth
  || (frame.scrollHeight > frame.clientHeight && getComputedStyle(frame).overflowY !== 'visible');

function fit(frame) {
  if (scrolls(frame)) frame.tabIndex = 0;
  else frame.removeAttribute('tabindex');
}

const resized = new ResizeObserver((entries) => {
  new Set(entries.map(({ target }) => target.closest('.table-frame'))).forEach(fit);
});

function watch(root) {
  root.querySelectorAll('.table-frame').forEach((frame) => {
    resized.observe(frame);
    if (frame.firstElementChild) resized.observe(frame.firstElementChild);
  });
}

watch(document);
document.addEventListener('htmx:afterSwap', ({ detail }) => {
  // An outerHTML swap leaves the event on what is no longer in the page.
  requestAnimationFrame(() => watch(detail.target.isConnected ? detail.target.parentElement ?? document : document));
});
