/** What a copied cell holds behind what it shows: a workbook in whole euros still has its cents. */

const MOST_DECIMALS = 6;
/** The comma of 1,234, which the number behind it says is one of thousands. */
const ENGLISH_GROUP = /(\d),(?=\d{3}(?!\d))/g;
const dutch = (number, decimals) => number.toFixed(decimals).replace('.', ',');

/** `values` as shown, with the exact amounts of the table in `html` where the two are the same block. */
export function withHiddenCents(values, html) {
  const held = html ? heldValues(html) : [];
  const sameShape = held.length === values.length && held.every((row, i) => row.length === values[i].length);
  return sameShape ? values.map((row, i) => row.map((shown, j) => exact(shown, held[i][j]))) : values;
}

/** What of a copied table styles it: the policy of the page forbids that, and complains even here. */
const STYLES = /<style[^]*?<\/style>|\sstyle\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;

/** Per row and cell the number that LibreOffice (`sdval`) or Excel (`x:num`) wrote beside it, or NaN. */
function heldValues(html) {
  const page = new DOMParser().parseFromString(html.replace(STYLES, ''), 'text/html');
  return [...page.querySelectorAll('tr')].map((row) => [...row.cells].map((cell) => (
    Number.parseFloat(cell.getAttribute('sdval') ?? cell.getAttribute('x:num') ?? '')
  )));
}

/** Only where the figures shown are those of the number, so that 5% and a date stay what they look like. */
function exact(shown, held) {
  if (Number.isNaN(held)) return shown;
  const figures = (text) => text.replace(/\D/g, '');
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals += 1) {
    if (figures(held.toFixed(decimals)) !== figures(shown)) continue;
    if (decimals > 2) return dutch(held, Math.max(decimals, 4)); // three would read as thousands
    if (decimals === 0 && Number.isInteger(held)) return shown.replace(ENGLISH_GROUP, '$1');
    return Number.isInteger(held) || Number(held.toFixed(2)) !== held ? shown : dutch(held, 2);
  }
  return shown;
}
