/** The rows under the options that say what was and what becomes. */
const buttons = [...document.querySelectorAll('.disclose')];
const all = document.getElementById('alle-details');

function open(button, state) {
  button.setAttribute('aria-expanded', String(state));
  document.getElementById(button.getAttribute('aria-controls')).hidden = !state;
  button.closest('tr').classList.toggle('is-open', state);
}

buttons.forEach((button) => {
  button.addEventListener('click', () => open(button, button.getAttribute('aria-expanded') !== 'true'));
});
all?.addEventListener('click', () => {
  const state = all.getAttribute('aria-pressed') !== 'true';
  all.setAttribute('aria-pressed', String(state));
  buttons.forEach((button) => open(button, state));
});
const linked = buttons.find((button) => `#${button.getAttribute('aria-controls')}` === location.hash);
if (linked) {
  open(linked, true);
  linked.scrollIntoView({ block: 'center' });
}
