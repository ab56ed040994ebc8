/** A button that takes a while says so, and is pressed once. */
document.addEventListener('submit', (event) => {
  const button = event.submitter;
  const place = button?.dataset.busy && document.getElementById(button.dataset.busy);
  if (!place) return;
  if (button.getAttribute('aria-disabled')) event.preventDefault();
  button.setAttribute('aria-disabled', 'true');
  const bar = document.createElement('progress');
  bar.setAttribute('aria-hidden', 'true');
  place.replaceChildren('Bezig met overnemen…', bar);
});

// On the way back through the history the page is as it was left.
window.addEventListener('pageshow', ({ persisted }) => persisted && window.location.reload());
