/** The rows under the options that say what was and what becomes. */
const buttons = [...document.querySelectorAll('.disclose')];
const all = document.getElementById('alle-details');

function open(button, state) {
  button.setAttribute('aria-expanded', String(state));
  document.getElementById(button.getAttribute('aria-controls')).hidden = !state;
  button.closest('tr').classList.toggle('is-open', state);
  name();
}

const isOpen = (button) => button.getAttribute('aria-expanded') === 'true';
const allOpen = () => buttons.every(isOpen);

/** The button over all of them says what it will do. */
function name() {
  if (all) all.textContent = `Was en wordt ${allOpen() ? 'verbergen' : 'tonen'}`;
}

buttons.forEach((button) => {
  button.addEventListener('click', () => open(button, !isOpen(button)));
});
all?.addEventListener('click', () => {
  const state = !allOpen();
  buttons.forEach((button) => open(button, state));
});
document.addEventListener('click', ({ target }) => {
  const row = target.closest('[data-opens]')?.dataset.opens;
  const button = row && buttons.find((one) => one.getAttribute('aria-controls') === row);
  if (button) open(button, true);
});
const linked = buttons.find((button) => `#${button.getAttribute('aria-controls')}` === location.hash);
if (linked) {
  open(linked, true);
  linked.scrollIntoView({ block: 'center' });
}
