/** Saving against impact: every point a combination, the best one filled. */

/** The axes count in cents, or in hundredths of a weight. */
const words = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 2 });

export function frontOption(data, { colours, width }) {
  const narrow = width < 480;
  const axis = (name, nameGap) => ({
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap,
    nameTextStyle: { color: colours.text },
    axisLabel: { color: colours.text, formatter: (value) => words.format(value / 100), hideOverlap: true },
    axisLine: { show: true, lineStyle: { color: colours.line } },
    splitLine: { lineStyle: { color: colours.grid } },
    splitNumber: narrow ? 3 : 5,
  });
  const dot = (point) => ({ value: point.at, place: point.place, says: point.says });
  const wanted = data.wanted === null ? [] : [{ yAxis: data.wanted, label: { formatter: data.asked, position: 'insideStartTop', color: colours.text } }];
  return {
    grid: { left: narrow ? 72 : 84, right: 16, top: 16, bottom: 48 },
    tooltip: {
      trigger: 'item',
      confine: true,
      renderMode: 'richText',
      formatter: ({ data: point }) => point?.says?.join('\n') ?? '',
    },
    xAxis: axis(data.x, 30),
    yAxis: axis(narrow ? '' : data.y, 66),
    series: [
      {
        type: 'line',
        step: 'end',
        symbol: 'circle',
        symbolSize: 9,
        showAllSymbol: true,
        lineStyle: { color: colours.line, width: 1 },
        itemStyle: { color: colours.paper, borderColor: colours.accent, borderWidth: 1.5 },
        data: data.points.map(dot),
        markLine: { silent: true, symbol: 'none', lineStyle: { color: colours.text, type: 'dashed', width: 1 }, data: wanted },
      },
      { type: 'scatter', symbolSize: 14, z: 5, itemStyle: { color: colours.accent }, data: data.points.filter((point) => point.best).map(dot) },
    ],
  };
}
