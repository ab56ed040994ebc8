/** A point of the front leads to its row in the table. */
document.addEventListener('chart:chosen', ({ detail }) => {
  document.getElementById('front-cijfers').open = true;
  const row = document.getElementById(`punt-${detail.place}`);
  row.scrollIntoView({ block: 'center' });
  (row.querySelector('button') ?? row.closest('.table-frame')).focus();
});
