/**
 * Asks every other second whether anything is new, with the ETag of what the page shows.  Nothing is asked while the
 * page is out of sight, and what could not be asked is asked again.
 */
const EVERY = 1500;
const PATIENCE = 6000;
const LOGGED_OUT = 'U bent niet meer ingelogd. Laad de pagina opnieuw en log in.';
const GONE = 'Dit scenario bestaat niet meer, of u hoort niet meer bij de regio.';
const clock = (moment) => moment.toLocaleTimeString('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit' });

/**
 * `question()` gives the address and the tag, or null where this turn is passed over; `take(text, tag)` gets what is
 * new; `report(sentence)` says what is the matter, or nothing any more.  Gives a function that asks at once.
 */
export function keepAsking({ question, take, report }) {
  let timer = null;
  let asking = null;
  let lastHeard = new Date();

  /** Whether there is sense in asking again. */
  async function ask({ address, tag }) {
    asking = new AbortController();
    const patience = setTimeout(() => asking.abort(), PATIENCE);
    try {
      const answer = await fetch(address, {
        headers: { 'If-None-Match': tag, 'HX-Request': 'true' }, cache: 'no-store', redirect: 'manual', signal: asking.signal,
      });
      if (answer.status === 200) {
        const text = await answer.text();
        report('');
        take(text, answer.headers.get('ETag'));
      } else if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) {
        report(LOGGED_OUT);
        return false;
      } else if (answer.status === 404) {
        report(GONE);
        return false;
      } else if (answer.status !== 304) throw new Error(`answer ${answer.status}`);
      lastHeard = new Date();
      if (answer.status === 304) report('');
    } catch {
      if (!document.hidden) report(`Geen verbinding. U ziet de stand van ${clock(lastHeard)}; zodra het kan, wordt de pagina bijgewerkt.`);
    } finally {
      clearTimeout(patience);
      asking = null;
    }
    return true;
  }

  async function turn() {
    timer = null;
    if (document.hidden || asking) return;
    const asked = question();
    if (!asked || await ask(asked)) next();
  }

  function next(wait = EVERY) {
    clearTimeout(timer);
    timer = document.hidden ? null : setTimeout(turn, wait);
  }

  document.addEventListener('visibilitychange', () => next(0));
  window.addEventListener('online', () => next(0));
  return () => next(0);
}
