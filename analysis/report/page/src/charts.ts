// Charts on ECharts, each a figure with a caption, a description for those who cannot see it, and buttons that export
// it as PNG, SVG and CSV.
import * as echarts from 'echarts/core';
import { BarChart, CustomChart, LineChart, LinesChart, SankeyChart, ScatterChart } from 'echarts/charts';
import {
  DataZoomInsideComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
} from 'echarts/components';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { EChartsCoreOption } from 'echarts/core';
import { csv_of, type Table } from './csv';
import { h } from './dom';
import { tr } from './language';

echarts.use([
  BarChart,
  CustomChart,
  LineChart,
  LinesChart,
  SankeyChart,
  ScatterChart,
  DataZoomInsideComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  CanvasRenderer,
  SVGRenderer,
]);

export type { Table } from './csv';
export type Option = EChartsCoreOption;

export const ink = '#1d2733',
  soft = '#5b6775',
  line = '#d8dee5',
  paper = '#ffffff';
export const good = '#0b6e5f',
  bad = '#b03a2e',
  even = '#5b6775',
  open_colour = '#8a6d1d';
export const arm_colours = ['#24527a', '#b8701a', '#7a4b94', '#4d7a33', '#8c3b50'];
export const before_colour = '#7b8794';
const font =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Hiragino Sans GB", ' +
  '"Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

const base: Option = {
  animation: false,
  textStyle: { fontFamily: font, color: ink, fontSize: 13 },
  aria: { enabled: false },
};

export const is_narrow = (): boolean => window.innerWidth < 640;

export const axis_style = {
  axisLine: { lineStyle: { color: '#9aa5b1' } },
  axisTick: { show: false },
  axisLabel: { color: soft, fontSize: 12 },
  splitLine: { lineStyle: { color: '#e9edf1' } },
  nameTextStyle: { color: soft, fontSize: 12 },
};

interface Drawn {
  chart: echarts.ECharts;
  redraw: () => void;
}
const drawn: Drawn[] = [];

export function forget_charts(): void {
  for (const { chart } of drawn.splice(0)) chart.dispose();
}
export function resize_charts(): void {
  for (const { chart, redraw } of drawn) {
    chart.resize();
    redraw();
  }
}

function download(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = h('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The chart with its title above it, on white, as an image. */
async function image(kind: 'png' | 'svg', title: string, option: Option, width: number, height: number): Promise<Blob> {
  const host = h('div', { style: `width:${width}px;height:${height}px;position:absolute;left:-99999px` });
  document.body.append(host);
  const chart = echarts.init(host, null, {
    renderer: kind === 'svg' ? 'svg' : 'canvas',
    width,
    height,
    devicePixelRatio: 2,
  });
  chart.setOption({ ...base, ...option, backgroundColor: paper });
  try {
    const url = chart.getDataURL({ type: kind, pixelRatio: 2, backgroundColor: paper });
    if (kind === 'svg') {
      const svg = decodeURIComponent(url.slice(url.indexOf(',') + 1));
      return new Blob([svg.replace(/(<svg[^>]*>)/, `$1<title>${escaped(title)}</title>`)], { type: 'image/svg+xml' });
    }
    const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
    return new Blob([bytes], { type: 'image/png' });
  } finally {
    chart.dispose();
    host.remove();
  }
}

export interface ChartOf {
  id: string; // also the name of exported files
  title: string;
  describe: () => string; // what the chart says, in a sentence or two
  note?: () => string; // below the chart, where that is not the description
  height: (width: number) => number; // of what the page has room for
  option: () => Option;
  table: () => Table; // what the CSV holds
  renderer?: 'canvas' | 'svg';
}
export interface ChartFigure {
  element: HTMLElement;
  redraw: () => void;
  chart: () => echarts.ECharts | null;
}

export function chart_figure(of: ChartOf): ChartFigure {
  const host = h('div', { class: 'chart', role: 'img', id: `chart-${of.id}`, 'aria-label': of.describe() });
  const caption = h('figcaption', {}, h('span', { class: 'caption' }, of.title));
  const told = of.note ?? of.describe;
  const note = h('p', { class: 'figure-note' }, told());
  const size = (): [number, number] => [Math.max(host.clientWidth, 640), of.height(Math.max(host.clientWidth, 640))];
  const button = (kind: string, act: () => void | Promise<void>): HTMLElement =>
    h(
      'button',
      {
        type: 'button',
        'data-export': kind,
        click: () => void act(),
        'aria-label': tr(`将“${of.title}”导出为 ${kind}`, `Export “${of.title}” as ${kind}`),
      },
      kind,
    );
  const exports = h(
    'span',
    { class: 'exports' },
    button('PNG', async () => download(`${of.id}.png`, await image('png', of.title, of.option(), ...size()))),
    button('SVG', async () => download(`${of.id}.svg`, await image('svg', of.title, of.option(), ...size()))),
    button('CSV', () => download(`${of.id}.csv`, new Blob([csv_of(of.table())], { type: 'text/csv;charset=utf-8' }))),
  );
  caption.append(exports);
  const element = h('figure', { class: 'chart-figure' }, caption, host, note);
  let chart: echarts.ECharts | null = null;
  const redraw = (): void => {
    host.style.height = `${of.height(host.clientWidth)}px`;
    host.setAttribute('aria-label', of.describe());
    note.textContent = told();
    if (!chart) return;
    chart.resize();
    chart.setOption({ ...base, ...of.option() }, { notMerge: true });
  };
  host.style.height = `${of.height(host.clientWidth)}px`;
  queueMicrotask(() => {
    if (!host.isConnected) return;
    chart = echarts.init(host, null, { renderer: of.renderer ?? 'svg' });
    drawn.push({ chart, redraw });
    redraw();
  });
  return { element, redraw, chart: () => chart };
}
