/**
 * The switches of a scenario. Each sends what was wanted when it was turned, one after the other;
 * the answer holds the whole state as it now stands, also what somebody else switched meanwhile.
 */
const form = document.getElementById('schakelaars');
const figures = () => document.getElementById('effect-cijfers');
const isLevel = (element) => element.matches?.('.level');
const isSwitch = (element) => element.matches?.('.switch');

/** Sets every switch to what the server last said, except those whose own request is still under way. */
function sync() {
  const on = new Set(figures().dataset.on.split(' '));
  form.querySelectorAll('.switch').forEach((input) => {
    if (!('wanted' in input.dataset)) input.checked = on.has(input.dataset.option);
  });
  figures().dataset.levels.split(' ').filter(Boolean).forEach((pair) => {
    const [option, level] = pair.split(':');
    const select = form.querySelector(`[data-level="${option}"]`);
    if (select && !('wanted' in select.dataset)) select.value = level;
  });
}

/** Puts the amounts of the options, which came along in a template, into their rows. */
function placeAmounts() {
  const template = figures().querySelector('template');
  if (!template) return;
  template.content.querySelectorAll('[data-row]').forEach((fresh) => {
    const row = form.querySelector(`tr[data-row="${fresh.dataset.row}"]`);
    const stale = row ? [...row.children].filter((cell) => cell.matches('td.money')) : [];
    [...fresh.children].forEach((cell, i) => {
      if (stale[i] && stale[i].outerHTML !== cell.outerHTML) stale[i].replaceWith(cell);
    });
  });
  template.remove();
}

form?.addEventListener('submit', (event) => event.preventDefault());
form?.addEventListener('change', ({ target }) => {
  if (isSwitch(target)) target.dataset.wanted = target.checked ? '1' : '0';
  if (isLevel(target)) target.dataset.wanted = target.value;
}, true);

document.addEventListener('htmx:configRequest', ({ detail }) => {
  if (!figures()) return;
  if (detail.verb !== 'post') {
    if (detail.target === figures()) {
      detail.headers.Gezien = figures().dataset.on;
      detail.headers.Niveaus = figures().dataset.levels;
    }
    return;
  }
  detail.parameters.jaar = figures().dataset.year;
  // What this page last heard of: the answer tells what somebody else changed since.
  detail.parameters.gezien = figures().dataset.on;
  detail.parameters.niveaus_gezien = figures().dataset.levels;
  detail.parameters.naam_gezien = figures().dataset.name;
  if (isSwitch(detail.elt)) detail.parameters.aan = detail.elt.dataset.wanted ?? (detail.elt.checked ? '1' : '0');
  if (isLevel(detail.elt)) detail.parameters.niveau = detail.elt.dataset.wanted ?? detail.elt.value;
});
document.addEventListener('htmx:afterRequest', ({ detail }) => {
  if (!form) return;
  const { elt, requestConfig } = detail;
  const { aan, niveau } = requestConfig?.parameters ?? {};
  if (isSwitch(elt) && elt.dataset.wanted === aan) delete elt.dataset.wanted;
  if (isLevel(elt) && elt.dataset.wanted === niveau) delete elt.dataset.wanted;
  placeAmounts();
  sync();
  // The way out of a finding is gone with it: the focus goes to the switch that it turned.
  const turned = requestConfig?.elt.dataset.wayOut;
  if (turned && !requestConfig.elt.isConnected) form.querySelector(`[data-option="${turned}"]`)?.focus({ preventScroll: true });
});
// Who looks on gets the same answer without having switched anything.
document.addEventListener('effect:shown', () => { placeAmounts(); sync(); });
document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-close]')) target.closest('.alert').remove();
});
