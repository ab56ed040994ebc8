/**
 * The matrix of participation: arrows move, and a button in a head fills its row or column.  Saving is
 * the form's; what is not saved yet is counted beside its button, and leaving the page asks first.
 */
const table = document.getElementById('matrix');
const inputs = table ? [...table.querySelectorAll('.part__input')] : [];
const columnOf = (input) => input.closest('td').cellIndex;
const form = document.getElementById('deelname');
const said = document.getElementById('deelname-stand');
const plain = (text) => text.trim().toLowerCase();
/** Another than what is saved; after a refused save that is not what the page came with. */
const isUnsaved = (input) => plain(input.value) !== plain(input.dataset.stands ?? input.defaultValue);
const STATES = { ja: 'whole', nee: 'none', '': 'mixed' };

/** Shows what a cell says by its tone too, and that it was changed. */
function show(input) {
  const cell = input.closest('td');
  const word = plain(input.value);
  cell.classList.remove('is-whole', 'is-none', 'is-part', 'is-mixed');
  cell.classList.add(`is-${STATES[word] ?? 'part'}`);
  cell.classList.toggle('is-changed', isUnsaved(input));
}

/** How many cells are not saved yet, behind what was just done. */
function tell(done = '') {
  const count = inputs.filter(isUnsaved).length;
  const open = count === 1 ? '1 vak is nog niet bewaard.' : `${count} vakken zijn nog niet bewaard.`;
  said.textContent = [done, count ? open : ''].filter(Boolean).join(' ');
  said.classList.toggle('is-open', count > 0);
}

/** All of a head on no, or on yes where they are all on no. */
function fill(found, name) {
  const value = found.every((input) => plain(input.value) === 'nee') ? 'ja' : 'nee';
  found.forEach((input) => { input.value = value; show(input); });
  tell(`Alles bij ${name} staat nu op ${value}.`);
}

function addButton(head, name, find) {
  if (!find().length) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'matrix__all';
  button.textContent = 'ja/nee';
  button.setAttribute('aria-label', `ja/nee voor alles bij ${name.trim()}`);
  button.addEventListener('click', () => fill(find(), name.trim()));
  head.append(button);
}

function move(input, rows, columns) {
  const line = rows ? inputs.filter((other) => columnOf(other) === columnOf(input)) : inputs;
  const next = line[line.indexOf(input) + rows + columns];
  next?.focus();
  next?.select();
}

/** The caret stands where a further step leaves the text, or all of it is selected. */
const atEdge = ({ selectionStart, selectionEnd, value }, step) => (selectionStart === 0 && selectionEnd === value.length)
  || (selectionStart === selectionEnd && selectionStart === (step < 0 ? 0 : value.length));
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

table?.addEventListener('keydown', (event) => {
  const step = STEPS[event.key];
  if (!step || !event.target.matches('.part__input') || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (step[1] && !atEdge(event.target, step[1])) return;
  event.preventDefault();
  move(event.target, ...step);
});
table?.addEventListener('input', ({ target }) => { show(target); tell(); });
table?.querySelectorAll('thead th[data-column]').forEach((head) => {
  const name = head.querySelector('.matrix__name').textContent;
  addButton(head, name, () => inputs.filter((input) => columnOf(input) === head.cellIndex));
});
table?.querySelectorAll('tbody th[scope="row"]').forEach((head) => {
  addButton(head, head.textContent, () => [...head.parentElement.querySelectorAll('.part__input')]);
});

let sending = false;
form?.addEventListener('submit', () => { sending = true; });
addEventListener('beforeunload', (event) => {
  if (!sending && inputs.some(isUnsaved)) event.preventDefault();
});
/** Back from another page, or after a refused save: what was typed stands there still. */
addEventListener('pageshow', () => {
  sending = false;
  const open = inputs.filter(isUnsaved);
  open.forEach(show);
  if (open.length) tell();
});
