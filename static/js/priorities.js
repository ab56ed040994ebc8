/** Costs per priority beside the unchanged budget, which is 100%: on one axis of euros priority 0 would hide every change. */
const NARROW = 480;
const hatch = (color) => ({ symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color });

export function priorityOption({ rows }, { colours, width }) {
  const narrow = width < NARROW;
  const most = Math.max(100, ...rows.map((row) => row.share));
  const label = { show: true, position: 'right', fontSize: narrow ? 12 : 13 };
  return {
    grid: { left: 84, right: narrow ? 116 : 176, top: 8, bottom: 24 },
    xAxis: {
      type: 'value',
      min: 0,
      max: most,
      interval: 25,
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
