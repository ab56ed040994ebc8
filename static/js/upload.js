/** Choosing a file: says at once that it is too large, and shows how far it is on its way. */
const MB = 1_000_000;
const part = (id) => document.getElementById(id);

function say(text, percent) {
  const bar = part('voortgang-balk');
  part('voortgang').hidden = false;
  part('voortgang-tekst').textContent = text;
  if (percent === undefined) bar.removeAttribute('value');
  else bar.value = percent;
}

function tooLarge(input) {
  const [file] = input.files;
  const largest = Number(input.dataset.largest);
  if (!file || file.size <= largest) return '';
  return `‘${file.name}’ is ${Math.round(file.size / MB)} MB groot; een bestand mag hoogstens ${largest / MB} MB zijn. Kies een kleiner bestand.`;
}

document.addEventListener('change', ({ target }) => {
  if (target.type !== 'file') return;
  part('fout-bestand').textContent = tooLarge(target);
  target.toggleAttribute('aria-invalid', Boolean(tooLarge(target)));
});

document.addEventListener('htmx:beforeRequest', (event) => {
  const input = event.target.querySelector?.('input[type=file]');
  if (!input) return;
  if (tooLarge(input)) event.preventDefault();
  else if (input.files.length) say('Bezig met versturen…', 0);
});
document.addEventListener('htmx:xhr:progress', ({ detail }) => {
  if (!detail.lengthComputable || !part('voortgang')) return;
  if (detail.loaded < detail.total) say('Bezig met versturen…', (100 * detail.loaded) / detail.total);
  else say('Bezig met lezen en herkennen…');
});
document.addEventListener('htmx:afterRequest', ({ detail }) => {
  if (!detail.successful && part('voortgang')) part('voortgang').hidden = true;
});
