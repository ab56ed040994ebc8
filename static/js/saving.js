/**
 * Says whether what was switched is saved: under way, saved, or not. One live region says it, at the
 * top of the page; what stands beside the figures on a narrow screen is a copy for the eye.
 */
const status = document.getElementById('bewaard');
const ICONS = { busy: '#i-busy', saved: '#i-check', failed: '#i-warn' };
const FAILED = 'Niet bewaard';
const UNCERTAIN = 'Misschien niet bewaard';
let state = 'saved';

function show(next, sentence) {
  state = next;
  if (sentence) status.replaceChildren(sentence);
  document.querySelectorAll('.saved').forEach((place) => {
    place.dataset.state = state;
    place.querySelector('use').setAttribute('href', ICONS[state]);
  });
  document.querySelectorAll('[data-saved-copy]').forEach((copy) => { copy.textContent = status.firstChild?.textContent ?? ''; });
}

const posts = ({ detail }) => status && (detail.requestConfig?.verb ?? detail.verb) === 'post';
const waiting = () => Boolean(document.querySelector('[data-wanted]'));

document.addEventListener('htmx:beforeSend', (event) => posts(event) && show('busy', 'Bezig met bewaren…'));
document.addEventListener('htmx:afterRequest', (event) => {
  if (!status) return;
  if (!posts(event)) show(state);
  else if (!event.detail.successful) show('failed', FAILED);
  else if (waiting()) show('busy', 'Bezig met bewaren…');
  else show('saved');
});
document.addEventListener('htmx:timeout', (event) => posts(event) && show('failed', UNCERTAIN));
// What others changed came with its own sentence.
document.addEventListener('effect:shown', () => {
  if (status) show(status.firstChild?.textContent === 'Bijgewerkt' ? 'saved' : state);
});
