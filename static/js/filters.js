/** The filter of the budget, beyond what HTMX does. */
const form = document.getElementById('filters');

// "Filter wissen" empties the fields and asks for the table again, without loading the page.
document.addEventListener('click', (event) => {
  if (!event.target.closest('[data-clear-filter]')) return;
  event.preventDefault();
  [...form.elements].forEach((field) => { if (field.name) field.value = ''; });
  form.requestSubmit();
  form.elements.q.focus();
});

// The answer brings the messages at the fields; the mark on a field goes when somebody chooses anew.
form?.addEventListener('input', ({ target }) => {
  target.removeAttribute('aria-invalid');
  target.removeAttribute('aria-describedby');
});
