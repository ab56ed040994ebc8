/** A block of cells as tab-separated text, as Excel and LibreOffice have it on the clipboard. */

/** A value with a tab, a line break or a quote in it stands between quotes, and its own quotes twice. */
const VALUE = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/y;

/** The text as rows of values. */
export function blockOf(text) {
  const rest = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const rows = [[]];
  VALUE.lastIndex = 0;
  for (let end = '\t'; end;) {
    if (end === '\n') rows.push([]);
    const found = VALUE.exec(rest);
    rows.at(-1).push((found[1]?.replaceAll('""', '"') ?? found[2]).replaceAll('\n', ' ').trim());
    end = found[3];
  }
  return rows;
}

export const isBlank = (row) => row.every((value) => value === '');

/** Without the blank rows and columns behind it: what was selected too much must not empty its neighbours. */
export function withoutBlankEnd(rows) {
  const last = rows.findLastIndex((row) => !isBlank(row));
  const width = Math.max(0, ...rows.map((row) => row.findLastIndex((value) => value !== '') + 1));
  return rows.slice(0, last + 1).map((row) => row.slice(0, width));
}

/** Cents, near enough to recognise a sum by; what is saved is read by the server. What is no number adds nothing. */
export function roughly(text = '') {
  const figures = text.replace(/[^\d.,]/g, '');
  const cents = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(figures);
  const amount = Number(`${cents[1].replace(/[.,]/g, '') || 0}.${cents[2] ?? 0}`) * 100;
  return /^\s*[(€\s]*[-−–]\s*[€\s]*\d|\(.*\d.*\)|\d-\s*$/.test(text) ? -Math.round(amount) : Math.round(amount);
}

/** Whether `total` is the sum of `count` amounts that may each have been rounded to whole euros. */
export const isSum = (total, sum, count) => Math.abs(total - sum) <= Math.min(50 * (count + 1), Math.abs(sum) / 1000);

/** The number (from 1) of the first row that is in every column the sum of those above it; 0 where there is none. */
export function sumRow(rows) {
  let sums = [];
  let count = 0;
  for (const [i, row] of rows.entries()) {
    if (isBlank(row)) { sums = []; count = 0; continue; }
    const amounts = row.map((text) => roughly(text));
    if (count > 1 && sums.some(Boolean) && amounts.every((amount, j) => isSum(amount, sums[j] ?? 0, count))) return i + 1;
    amounts.forEach((amount, j) => { sums[j] = (sums[j] ?? 0) + amount; });
    count += amounts.some(Boolean) ? 1 : 0;
  }
  return 0;
}
