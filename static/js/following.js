/**
 * Looks on with a scenario: asks every other second whether anything changed, and puts what did on the page.
 * Nothing is asked while the page is out of sight.  Who picks a year looks for themselves until they come back.
 */
import { keepAsking } from './asking.js';

const panel = document.getElementById('meekijken');
const says = document.getElementById('meekijk-zegt');
const trouble = document.getElementById('meekijk-storing');
const own = document.getElementById('meekijk-zelf');
const stand = () => document.getElementById('meekijk-stand').dataset;
const layout = stand().layout;
let tag = panel.dataset.tag;
let ownYear = panel.dataset.ownYear ?? '';

/** Said once and not again while it lasts. */
function report(sentence) {
  if (trouble.textContent !== sentence) trouble.textContent = sentence;
  panel.dataset.state = sentence ? 'trouble' : 'following';
}

/** What stands beside the figures: said aloud only where it is new. */
function tell() {
  const { said, presenter } = stand();
  if (says.textContent !== said) says.textContent = said;
  const sentence = presenter ? `U kijkt mee met ${presenter}.` : 'Nu presenteert niemand; u ziet het scenario zoals het staat.';
  const who = document.getElementById('meekijk-wie');
  if (who.textContent !== sentence) who.textContent = sentence;
  own.hidden = !ownYear;
  document.getElementById('meekijk-jaar').textContent = stand().year;
}

/** The tab that the presenter looks at, unless the reader looks for themselves. */
function showView() {
  const tab = document.getElementById(`tab-${stand().view}`);
  if (!ownYear && stand().presenter && tab?.getAttribute('aria-selected') === 'false') tab.click();
}

function show(html) {
  const before = stand().view;
  window.htmx.swap('#effect-cijfers', html, { swapStyle: 'outerHTML', swapDelay: 0, settleDelay: 0 },
    { contextElement: panel, eventInfo: { elt: panel, target: panel } });
  if (stand().layout !== layout) { window.location.reload(); return; }
  document.dispatchEvent(new CustomEvent('effect:shown'));
  tell();
  if (stand().view !== before) showView();
}

const askNow = keepAsking({
  question: () => ({ address: panel.dataset.url + (ownYear ? `?jaar=${ownYear}` : ''), tag }),
  take(html, fresh) { tag = fresh; show(html); },
  report,
});

/** Looks at a year of one's own, or at the presenter's again where ``year`` is empty. */
function look(year) {
  ownYear = year;
  const address = new URL(window.location.href);
  if (year) address.searchParams.set('jaar', year); else address.searchParams.delete('jaar');
  window.history.replaceState(null, '', address);
  tag = '';
  askNow();
}

document.addEventListener('click', (event) => {
  const year = event.target.closest('.year-button');
  const back = event.target.closest('#meekijk-terug');
  if (!(year || back) || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  look(year ? new URL(year.href).searchParams.get('jaar') : '');
  if (back) { showView(); panel.focus(); }
}, true);

const big = document.getElementById('groot-scherm');
big.addEventListener('click', () => {
  const on = document.documentElement.classList.toggle('big-screen');
  big.setAttribute('aria-pressed', String(on));
  document.dispatchEvent(new CustomEvent('effect:shown'));
});

panel.tabIndex = -1;
showView();
askNow();
