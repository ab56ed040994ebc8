/** A form of choices shows what is chosen at once.  With the keyboard a list is walked through first: then its button does. */
document.querySelectorAll('form[data-choose]').forEach((form) => {
  let typed = false;
  form.addEventListener('keydown', () => { typed = true; });
  form.addEventListener('pointerdown', () => { typed = false; });
  form.addEventListener('change', () => { if (!typed) form.requestSubmit(); });
});
