/** The button that prints the page. */
document.querySelectorAll('[data-print]').forEach((button) => button.addEventListener('click', () => print()));
