/** Horizontal waterfall: every option keeps its row, so that a switch moves bars and never labels. */
import { widest } from './text_width.js';

const NARROW = 480;
const LABEL_GAP = 7;

function bar(step, i, steps, api, { colours, font }) {
  const [x0, y] = api.coord([step.start, i]);
  const [x1] = api.coord([step.end, i]);
  const [reach] = api.coord([step.reach, i]);
  const pitch = api.size([0, 1])[1];
  const height = Math.round(pitch * (step.total ? 0.72 : 0.56));
  const top = Math.round(y - height / 2);
  const children = [];
  if (!step.off) {
    const fill = step.total ? colours.total : step.end >= step.start ? colours.plus : colours.minus;
    children.push({ type: 'rect', shape: { x: Math.min(x0, x1), y: top, width: Math.max(Math.abs(x1 - x0), 1), height, r: 1 }, style: { fill } });
  }
  if (step.reach !== step.end) {
    const shape = { x: Math.min(x1, reach) + 1, y: top + 0.5, width: Math.max(Math.abs(reach - x1) - 1, 2), height: height - 1 };
    children.push({ type: 'rect', shape, style: { fill: 'none', stroke: colours.plus, lineDash: [2, 2], lineWidth: 1 } });
  }
  if (i < steps.length - 1) {
    const from = step.off ? y - height / 2 : top + height;
    children.push({ type: 'line', shape: { x1, x2: x1, y1: from, y2: y + pitch * 0.72 }, style: { stroke: colours.line, lineWidth: 1 } });
  }
  const fill = step.off ? colours.soft : step.total ? colours.ink : colours.text;
  children.push({
    type: 'text',
    style: { text: step.text, x: Math.max(x0, x1, reach) + LABEL_GAP, y, verticalAlign: 'middle', fill, font: `${step.total ? 620 : 400} 13px ${font}` },
  });
  return { type: 'group', children };
}

/** No axis and no grid: every bar carries its amount. */
export function waterfallOption({ steps }, look) {
  const { colours, width, font } = look;
  const narrow = width < NARROW;
  const ends = steps.flatMap((step) => [step.start, step.end, step.reach]);
  const label = (name, i) => `{${steps[i].total ? 'total' : steps[i].off ? 'off' : 'on'}|${name}}`;
  const size = narrow ? 12 : 13;
  const room = widest(steps.map((step) => step.text), `620 13px ${font}`) + 2 * LABEL_GAP;
  return {
    grid: { left: narrow ? 136 : 178, right: room, top: 2, bottom: 2 },
    xAxis: { type: 'value', min: Math.min(0, ...ends), max: Math.max(1, ...ends), axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: steps.map((step) => step.name),
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
      axisLabel: {
        width: narrow ? 130 : 170,
        overflow: 'truncate',
        interval: 0,
        formatter: label,
        rich: {
          total: { color: colours.ink, fontWeight: 620, fontSize: size },
          on: { color: colours.text, fontSize: size },
          off: { color: colours.soft, fontSize: size },
        },
      },
    },
    series: [{
      type: 'custom',
      data: steps.map((step, i) => [step.start, i, step.end]),
      renderItem: ({ dataIndex }, api) => bar(steps[dataIndex], dataIndex, steps, api, look),
    }],
  };
}
