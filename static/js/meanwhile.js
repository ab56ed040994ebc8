/**
 * What others do with the scenario of this page, about two seconds later: the figures and the switches follow, and a
 * line says who did what.  What this person is doing goes first: nothing is asked or shown while it is under way.
 */
import { keepAsking } from './asking.js';
import { keepPlace } from './place.js';

const panel = document.querySelector('[data-state-url]');
const place = document.getElementById('storing');
const stand = () => document.getElementById('stand').dataset;
const figures = () => document.getElementById('effect-cijfers');
const layout = stand().layout;
const busy = () => Boolean(document.querySelector('.htmx-request, [data-wanted]'));
let deeds = 0;
let deedsWhenAsked = 0;
let trouble = '';

function show(html) {
  keepPlace(() => {
    window.htmx.swap('#effect-cijfers', html, { swapStyle: 'outerHTML', swapDelay: 0, settleDelay: 0 },
      { contextElement: figures(), eventInfo: { elt: figures(), target: figures() } });
    document.dispatchEvent(new CustomEvent('effect:shown'));
  });
  const old = document.getElementById('verouderd'); // not where somebody closed it
  if (old) old.hidden = stand().layout === layout;
}

/** Said once and not again while it lasts. */
function report(sentence) {
  if (sentence === trouble) return;
  trouble = sentence;
  const line = document.createElement('p');
  line.className = 'alert';
  line.textContent = sentence;
  place.replaceChildren(...(sentence ? [line] : []));
}

document.addEventListener('htmx:beforeRequest', () => { deeds += 1; });
keepAsking({
  question() {
    if (busy()) return null;
    deedsWhenAsked = deeds;
    return { address: `${panel.dataset.stateUrl}?jaar=${figures().dataset.year}`, tag: `"${figures().dataset.state}-${stand().said}"` };
  },
  // An answer from before something that was done here meanwhile is too old.
  take(html) { if (deeds === deedsWhenAsked && !busy()) show(html); },
  report,
})();
