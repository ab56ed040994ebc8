/** Shows a scenario to others: tells which year and view are looked at, and asks who looks on. */
const panel = document.getElementById('presenteren');
const who = document.getElementById('wie-kijkt-mee');
const EVERY = 3000;
const headers = JSON.parse(document.body.dataset.hxHeaders);
const year = () => document.getElementById('effect-cijfers').dataset.year;
const view = () => document.querySelector('[role="tab"][aria-selected="true"]')?.id.replace('tab-', '') ?? 'waterval';
let told = '';
let tag = '';

/** The last thing looked at; what failed is told with the next turn. */
async function tell() {
  const now = `${year()} ${view()}`;
  if (now === told) return;
  told = now;
  const body = new URLSearchParams({ wat: 'verplaats', jaar: year(), blad: view() });
  try {
    const answer = await fetch(panel.dataset.url, { method: 'POST', headers, body });
    if (!answer.ok) told = '';
  } catch {
    told = '';
  }
}

async function turn() {
  try {
    await tell();
    const answer = await fetch(panel.dataset.url, { headers: { 'HX-Request': 'true', 'If-None-Match': tag }, cache: 'no-store' });
    if (answer.status === 200) {
      tag = answer.headers.get('ETag') ?? '';
      who.innerHTML = await answer.text();
    }
  } catch { /* the next turn asks again */ }
  setTimeout(turn, EVERY);
}

document.addEventListener('htmx:afterSettle', tell);
document.addEventListener('panel:shown', tell);
turn();
