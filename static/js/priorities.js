/** Costs per priority beside the unchanged budget, which is 100%: on one axis of euros priority 0 would hide every change. */
import { widest } from './text_width.js';

const NARROW = 480;
const GAP = 5;
const hatch = (color) => ({ symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color });

export function priorityOption({ rows }, { colours, width, font }) {
  const narrow = width < NARROW;
  const most = Math.max(100, ...rows.map((row) => row.share));
  const size = narrow ? 12 : 13;
  const label = { show: true, position: 'right', distance: GAP, fontSize: size };
  const room = widest(rows.flatMap((row) => [row.before, row.now]), `600 ${size}px ${font}`) + 2 * GAP + 4;
  const names = widest(rows.map((row) => row.name), `400 14px ${font}`) + 14;
  return {
    grid: { left: names, right: room, top: 8, bottom: 24 },
    xAxis: {
      type: 'value',
      min: 0,
      max: most,
      interval: narrow ? 50 : 25,
      axisLabel: { color: colours.soft, fontSize: 12, hideOverlap: true, formatter: (value) => `${Math.round(value)}%` },
      splitLine: { lineStyle: { color: colours.grid } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => row.name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.ink, fontSize: 14 },
    },
    series: [
      {
        type: 'bar',
        barWidth: 16,
        barGap: '20%',
        data: rows.map(() => 100),
        itemStyle: { color: colours.paper, borderColor: colours.soft, borderWidth: 1, decal: hatch(colours.base) },
        label: { ...label, color: colours.soft, formatter: ({ dataIndex }) => rows[dataIndex].before },
      },
      {
        type: 'bar',
        barWidth: 16,
        data: rows.map((row) => row.share),
        itemStyle: { color: colours.accent },
        label: { ...label, color: colours.ink, fontWeight: 560, formatter: ({ dataIndex }) => rows[dataIndex].now },
      },
    ],
  };
}
