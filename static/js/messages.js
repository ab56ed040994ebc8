/** The message area: what the server refuses is swapped into it; what never reached the server is said here. */
const area = document.getElementById('meldingen');

function say(sentence) {
  const line = document.createElement('p');
  line.className = 'alert';
  line.textContent = sentence;
  area.replaceChildren(line);
}

document.addEventListener('htmx:sendError', () => {
  say('Er is geen verbinding met de server. Er is niets bewaard. Controleer uw verbinding en probeer het opnieuw.');
});
document.addEventListener('htmx:timeout', () => {
  say('De server antwoordt niet. Of uw wijziging bewaard is, ziet u als u de pagina opnieuw laadt.');
});

/** Whether somebody did something since the last message: what was waiting in line does not wipe it out unread. */
let acted = true;
['click', 'input'].forEach((deed) => document.addEventListener(deed, () => { acted = true; }, true));
document.addEventListener('htmx:afterRequest', ({ detail }) => {
  if (!detail.successful) acted = false;
  else if (acted) area.replaceChildren();
});
