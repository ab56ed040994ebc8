/** Two charts of how sure a result is: a band per year, and per estimate from where to where it takes the result. */
import { widest } from './text_width.js';

const NARROW = 480;
const GAP = 8;

const rect = (x0, x1, y, height, fill) => ({
  type: 'rect',
  shape: { x: Math.min(x0, x1), y: y - height / 2, width: Math.max(Math.abs(x1 - x0), 1), height, r: 1 },
  style: { fill },
});
const line = (x, y, height, stroke, lineWidth) => ({
  type: 'line', shape: { x1: x, x2: x, y1: y - height / 2, y2: y + height / 2 }, style: { stroke, lineWidth },
});
const text = (words, x, y, fill, font, align) => ({
  type: 'text', style: { text: words, x, y, fill, font: `400 13px ${font}`, align, verticalAlign: 'middle' },
});

/** A bar that is below zero as far as it is below zero. */
function signed(from, to, at, y, height, { plus, minus }) {
  if (from >= 0 || to <= 0) return [rect(at(from), at(to), y, height, to <= 0 ? minus : plus)];
  return [rect(at(from), at(0), y, height, minus), rect(at(0), at(to), y, height, plus)];
}

function frame(rows, ends, draw, { colours, font, width }, texts) {
  const narrow = width < NARROW;
  const names = rows.map((row) => row.name);
  const room = Math.min(widest(names, `400 13px ${font}`) + 16, narrow ? 120 : 190);
  return {
    grid: { left: room, right: widest(texts, `400 13px ${font}`) + 2 * GAP, top: 2, bottom: 2 },
    xAxis: { type: 'value', min: Math.min(0, ...ends), max: Math.max(1, ...ends), axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: names,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { width: room - 12, overflow: 'truncate', interval: 0, color: colours.text, fontSize: narrow ? 12 : 13 },
    },
    series: [{
      type: 'custom',
      data: rows.map((row, i) => [0, i]),
      renderItem: ({ dataIndex: i }, api) => {
        const at = (value) => api.coord([value, i])[0];
        const y = api.coord([0, i])[1];
        const pitch = api.size([0, 1])[1];
        return { type: 'group', children: [line(at(0), y, pitch, colours.line, 1), ...draw(rows[i], at, y, pitch)] };
      },
    }],
  };
}

/** Thin from worst to best, thick where nine in ten come out, a stroke in the middle. */
export function rangeOption({ rows }, look) {
  const { colours, font } = look;
  const draw = (row, at, y, pitch) => [
    rect(at(row.least), at(row.most), y, 4, colours.base),
    ...signed(row.low, row.high, at, y, Math.min(pitch * 0.5, 18), colours),
    line(at(row.middle), y, Math.min(pitch * 0.7, 24), colours.ink, 2),
    text(row.text, at(Math.max(row.most, 0)) + GAP, y, colours.ink, font, 'left'),
  ];
  return frame(rows, rows.flatMap((row) => [row.least, row.most]), draw, look, rows.map((row) => row.text));
}

/** The widest bar first: that estimate matters most. */
export function tornadoOption({ rows, middle }, look) {
  const { colours, font } = look;
  const draw = (row, at, y, pitch) => [
    ...signed(row.worst, row.best, at, y, Math.min(pitch * 0.56, 20), colours),
    line(at(middle), y, pitch, colours.ink, 1.5),
    text(row.text, at(Math.max(row.best, 0)) + GAP, y, colours.ink, font, 'left'),
  ];
  return frame(rows, rows.flatMap((row) => [row.worst, row.best, middle]), draw, look, rows.map((row) => row.text));
}
