/** What is folded away under a button closes when somebody goes elsewhere, or presses Escape. */
const menus = [...document.querySelectorAll('details.more-actions')];

document.addEventListener('click', ({ target }) => {
  menus.filter((menu) => !menu.contains(target)).forEach((menu) => { menu.open = false; });
});
menus.forEach((menu) => {
  menu.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false;
  });
});
