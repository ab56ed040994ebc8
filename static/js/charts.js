/** Draws the charts of a page from the data that the server put in it. Loads ECharts after the first paint. */
import { rangeOption, tornadoOption } from './certainty.js';
import { frontOption } from './front.js';
import { priorityOption } from './priorities.js';
import { waterfallOption } from './waterfall.js';

const KINDS = {
  'grafiek-waterval': ['waterfall', waterfallOption],
  'grafiek-prioriteit': ['priorities', priorityOption],
  'grafiek-front': ['front', frontOption],
  'grafiek-bereik': ['range', rangeOption],
  'grafiek-tornado': ['tornado', tornadoOption],
};
let elements = [];
const find = () => { elements = Object.keys(KINDS).map((id) => document.getElementById(id)).filter(Boolean); };
const charts = new Map();
const still = matchMedia('(prefers-reduced-motion: reduce)');
/** What paper shows unfolded; a table of many pages stays as it is. */
const FOLDED = 'details.numbers:not(.numbers--long)';
const PAPER = { width: 760, height: 265 };
let echarts = null;

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const NAMES = ['total', 'base', 'plus', 'minus', 'text', 'grid', 'ink', 'soft', 'accent', 'paper', 'line'];
const palette = () => Object.fromEntries(NAMES.map((name) => [name, token(`--chart-${name}`)]));
const family = () => token('--basis-text-font-family-default');

function draw(element) {
  const [name, option] = KINDS[element.id];
  const data = JSON.parse(document.getElementById('grafiek-gegevens').textContent)[name];
  element.setAttribute('aria-label', data.label);
  if (!echarts || !element.offsetWidth) return;
  if (!charts.has(element)) {
    charts.set(element, echarts.init(element, null, { renderer: 'svg' }));
    resized.observe(element);
    charts.get(element).on('click', ({ data: chosen }) => {
      if (chosen?.place) element.dispatchEvent(new CustomEvent('chart:chosen', { bubbles: true, detail: chosen }));
    });
  }
  const look = { colours: palette(), font: family(), width: element.offsetWidth };
  charts.get(element).setOption({
    aria: { enabled: false },
    animation: !still.matches,
    animationDuration: 0,
    animationDurationUpdate: 180,
    textStyle: { fontFamily: look.font, fontSize: 13 },
    ...option(data, look),
  });
}

const drawAll = () => elements.forEach(draw);
/** After the browser painted what changed: figures first, bars next. */
const afterPaint = (task) => requestAnimationFrame(() => setTimeout(task));

const resized = new ResizeObserver((entries) => entries.forEach(({ target }) => {
  if (target.offsetWidth && charts.get(target)?.getWidth() !== target.offsetWidth) {
    charts.get(target).resize();
    draw(target);
  }
}));

async function start() {
  echarts = await import(elements[0].dataset.echarts);
  drawAll();
  // The room for the amounts is measured: once more with the font that they will stand in.
  await Promise.allSettled([400, 620].map((weight) => document.fonts.load(`${weight} 13px ${family()}`)));
  await document.fonts.ready;
  drawAll();
}

/** Now, or once an answer brings charts that were not there. */
function begin() {
  find();
  if (elements.length && !echarts) afterPaint(start);
  else afterPaint(drawAll);
}

begin();
document.addEventListener('htmx:afterRequest', ({ detail }) => detail.target?.id === 'effect-cijfers' && afterPaint(drawAll));
document.addEventListener('htmx:afterSettle', ({ detail }) => detail.target?.id === 'uitkomst' && begin());
document.addEventListener('effect:shown', () => afterPaint(drawAll));
document.addEventListener('panel:shown', drawAll);
document.fonts.addEventListener('loadingdone', drawAll);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
// Paper is narrower than the screen: give the charts the width that they will have there.
addEventListener('beforeprint', () => {
  document.querySelectorAll(FOLDED).forEach((details) => { details.dataset.wasOpen = details.open; details.open = true; });
  drawAll();
  charts.forEach((chart) => { chart.resize(PAPER); chart.getZr().flush(); });
});
addEventListener('afterprint', () => {
  document.querySelectorAll(FOLDED).forEach((details) => { details.open = details.dataset.wasOpen === 'true'; });
  charts.forEach((chart) => chart.resize({ width: 'auto', height: 'auto' }));
});
