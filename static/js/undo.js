/** "Ongedaan maken": takes back the last own change of this visit, as a new change of the same options. */
const button = document.getElementById('ongedaan');
const figures = () => document.getElementById('effect-cijfers');
const split = (text) => (text ?? '').split(' ').filter(Boolean);
/** The changes of this visit, the last one last: which options each turned on and off. */
const done = [];

document.addEventListener('htmx:configRequest', (event) => {
  const { detail } = event;
  if (!button || detail.elt !== button) return;
  const last = done.at(-1);
  if (!last) { event.preventDefault(); return; }
  detail.parameters.ongedaan = '1';
  detail.parameters.stond_aan = last.on;
  detail.parameters.optie = last.off;
});

document.addEventListener('htmx:afterRequest', ({ detail }) => {
  if (!button || !detail.successful || detail.requestConfig?.verb !== 'post') return;
  const changed = split(figures().dataset.changed);
  if (detail.elt === button) done.pop();
  else if (changed.length) {
    const on = new Set(split(figures().dataset.on));
    done.push({ on: changed.filter((code) => on.has(code)), off: changed.filter((code) => !on.has(code)) });
  }
  const focused = document.activeElement === button;
  button.disabled = done.length === 0;
  // A button that can no longer be pressed would lose the focus to the page.
  if (focused && button.disabled) document.querySelector(`[data-option="${changed[0]}"]`)?.focus({ preventScroll: true });
});
