/** The page that shows a token once: copying it, and no second token when the page is loaded again. */
const button = document.querySelector('[data-copies]');
const field = document.getElementById(button.dataset.copies);
const said = document.getElementById('gekopieerd');

async function copy() {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = 'Het token is gekopieerd.';
  } catch {
    said.textContent = 'Kopiëren lukte niet. Het token is geselecteerd: kopieer het met Ctrl+C of ⌘C.';
  }
}

button.hidden = false;
button.addEventListener('click', copy);
field.addEventListener('focus', () => field.select());
// The page answers a form: loading it again would send that once more.
history.replaceState(null, '', location.href);
