/** Tabs by mouse and arrow keys; on paper every panel is shown. */
const tabs = [...document.querySelectorAll('[role="tab"]')];
const panel = (tab) => document.getElementById(tab.getAttribute('aria-controls'));

function select(tab) {
  tabs.forEach((other) => {
    other.setAttribute('aria-selected', String(other === tab));
    other.tabIndex = other === tab ? 0 : -1;
    panel(other).hidden = other !== tab;
  });
  panel(tab).dispatchEvent(new CustomEvent('panel:shown', { bubbles: true }));
}

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };
tabs.forEach((tab, i) => {
  tab.addEventListener('click', () => select(tab));
  tab.addEventListener('keydown', ({ key }) => {
    if (!(key in STEPS)) return;
    const next = tabs[(i + STEPS[key] + tabs.length) % tabs.length];
    select(next);
    next.focus();
  });
});
addEventListener('beforeprint', () => tabs.forEach((tab) => { panel(tab).hidden = false; }));
addEventListener('afterprint', () => select(tabs.find((tab) => tab.tabIndex === 0)));
