/** Where somebody is on the page, kept while what others changed is put on it. */
const FOLLOWED = '#effect-cijfers, .effect__views, .options';
const nameOf = (element) => element.id || element.getAttribute('href') || element.dataset.wayOut;
const alike = (name) => [...document.querySelectorAll(FOLLOWED)]
  .flatMap((part) => [...part.querySelectorAll('a, button, summary, input, select, [tabindex]')])
  .filter((element) => nameOf(element) === name);
const frames = () => [...document.querySelectorAll('#effect-cijfers .table-frame')];

/** Carries out `change`; the focus and what was scrolled sideways are where they were, as far as that is still there. */
export function keepPlace(change) {
  const focused = document.activeElement;
  const inside = focused?.closest(FOLLOWED);
  const name = inside ? nameOf(focused) : null;
  const which = name ? alike(name).indexOf(focused) : -1;
  const row = focused?.closest('tr[data-row]')?.dataset.row;
  const scrolled = frames().map((frame) => frame.scrollLeft);
  change();
  frames().forEach((frame, i) => { frame.scrollLeft = scrolled[i] ?? 0; });
  if (!inside || focused.isConnected) return;
  const found = name ? alike(name) : [];
  const fallback = document.querySelector(row ? `.switch[data-option="${row}"]` : '.year-button[aria-current]');
  (found[which] ?? found[0] ?? fallback)?.focus({ preventScroll: true });
}
