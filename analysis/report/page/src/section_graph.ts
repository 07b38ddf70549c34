// Relationship graph of one community before, and at the end under each arm.
import { chart_figure, soft, type ChartFigure, type Option, type Table } from './charts';
import { choice, controls, h, row, section, table as table_of } from './dom';
import { comma, number, of, tr, upper } from './language';
import { community_name, report, title, week_in_words } from './study';
import { with_unit } from './units';
import type { Packed, Picture } from './types';

interface Network {
  picture: Picture;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  marks: ArrayLike<number>[];
  from: ArrayLike<number>;
  to: ArrayLike<number>;
}

function unpacked({ t, b }: Packed): ArrayLike<number> {
  const bytes = Uint8Array.from(atob(b), (letter) => letter.charCodeAt(0));
  if (t === 'u8') return bytes;
  return t === 'u16' ? new Uint16Array(bytes.buffer) : new Uint32Array(bytes.buffer);
}

let networks: Network[] | null = null;
const all_networks = (): Network[] =>
  (networks ??= report.pictures.map((picture) => ({
    picture,
    x: unpacked(picture.x),
    y: unpacked(picture.y),
    marks: picture.marks.map(unpacked),
    from: unpacked(picture.from),
    to: unpacked(picture.to),
  })));

type Shown = 'all' | 'new' | 'gone';

const tie_key = (a: number, b: number): number => (a < b ? a * 4_294_967 + b : b * 4_294_967 + a);
const tie_set = (net: Network): Set<number> => new Set(Array.from(net.from, (from, i) => tie_key(from, net.to[i]!)));

/** Coordinates of the ties to draw, four numbers each. */
function ties(net: Network, before: Network, shown: Shown): Float64Array {
  const source = shown === 'gone' ? before : net;
  const other = shown === 'all' ? null : tie_set(shown === 'gone' ? net : before);
  const points: number[] = [];
  for (let i = 0; i < source.from.length; ++i) {
    const a = source.from[i]!,
      b = source.to[i]!;
    if (other?.has(tie_key(a, b))) continue;
    points.push(2, source.x[a]!, source.y[a]!, source.x[b]!, source.y[b]!);
  }
  return Float64Array.from(points);
}

/** How residents are drawn: those without a mark first, then by the marks that say yes or no, the later above. */
interface Kind {
  name: () => string;
  mark: number | null; // position; null: none of them
  colour: string;
  size: number;
  symbol: string;
}
const looks = [
  { colour: '#d0a15e', size: 2.5 },
  { colour: '#24527a', size: 4 },
  { colour: '#0b6e5f', size: 4.5 },
  { colour: '#a3262a', size: 7 },
  { colour: '#7a4b94', size: 7 },
];
const flags = report.marks.flatMap((mark, i) => (mark.unit === null ? [i] : []));
const kinds: Kind[] = [
  { name: () => tr('其他居民', 'other residents'), mark: null, colour: '#8fa3b8', size: 2.5, symbol: 'circle' },
  ...flags.map((mark, i) => ({
    name: () => of(report.marks[mark]!.name),
    mark,
    ...looks[Math.min(i, looks.length - 1)]!,
    symbol: i >= 3 ? 'diamond' : 'circle',
  })),
];

/** Whether a resident is drawn as this kind: the last of its marks decides. */
const is_kind = (net: Network, kind: Kind, resident: number): boolean =>
  (flags.filter((mark) => net.marks[mark]![resident]! > 0).at(-1) ?? null) === kind.mark;

function dots(net: Network, kind: Kind): object {
  const points: number[] = [];
  for (let i = 0; i < net.x.length; ++i) if (is_kind(net, kind, i)) points.push(net.x[i]!, net.y[i]!);
  return {
    type: 'scatter',
    large: true,
    largeThreshold: 1,
    progressive: 0,
    silent: true,
    symbol: kind.symbol,
    symbolSize: kind.size,
    data: Float64Array.from(points),
    dimensions: ['x', 'y'],
    itemStyle: { color: kind.colour },
    z: 3,
  };
}

const tie_colour: Record<Shown, string> = {
  all: 'rgba(70,90,110,0.13)',
  new: 'rgba(11,110,95,0.35)',
  gone: 'rgba(176,58,46,0.35)',
};

function option(net: Network, before: Network, shown: Shown): Option {
  const zoom = { type: 'inside', zoomOnMouseWheel: 'ctrl', filterMode: 'none' };
  return {
    grid: { left: 4, right: 4, top: 4, bottom: 4 },
    xAxis: { type: 'value', min: -40, max: 4135, show: false },
    yAxis: { type: 'value', min: -40, max: 4135, show: false, inverse: true },
    dataZoom: is_touched()
      ? []
      : [
          { ...zoom, xAxisIndex: 0 },
          { ...zoom, yAxisIndex: 0 },
        ],
    series: [
      {
        type: 'lines',
        coordinateSystem: 'cartesian2d',
        large: true,
        largeThreshold: 1,
        polyline: true,
        progressive: 0,
        silent: true,
        data: ties(net, before, shown),
        lineStyle: { color: tie_colour[shown], width: 0.6, opacity: 1 },
      },
      ...kinds.map((kind) => dots(net, kind)),
    ],
  };
}

const is_touched = (): boolean => matchMedia('(pointer: coarse)').matches;

const arm_title = (picture: Picture): string => {
  const arm = report.arms.find(({ name }) => name === picture.arm);
  return arm && picture.week > 0
    ? `${title(arm)}${comma()}${week_in_words(picture.week)}`
    : tr(`改革前，${week_in_words(0)}`, `Before, ${week_in_words(0)}`);
};

const share = (value: number): string => number(value, { style: 'percent', maximumFractionDigits: 1 });

/** How many have the mark, or the mean of what it counts. */
function mark_text(net: Network, position: number): string {
  const values = Array.from(net.marks[position]!),
    { unit } = report.marks[position]!;
  if (unit === null) return number(values.filter((value) => value > 0).length);
  return with_unit(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length), unit);
}

function measures(nets: Network[]): HTMLElement {
  const significant = (value: number): string => number(value, { maximumSignificantDigits: 3 });
  const degree = (net: Network): string =>
    number((2 * net.picture.ties) / Math.max(1, net.x.length), { maximumFractionDigits: 2 });
  const rows: [string, (net: Network) => string][] = [
    [tr('居民', 'Residents'), (net) => number(net.x.length)],
    [tr('人均联系数', 'Ties per resident'), degree],
    [tr('密度', 'Density'), (net) => significant(net.picture.density)],
    [tr('集中度', 'Centralisation'), (net) => significant(net.picture.centralisation)],
    [tr('近孤立居民', 'Near-isolated'), (net) => share(net.picture.isolates)],
    ...report.marks.map(({ name, unit }, i): [string, (net: Network) => string] => [
      upper(of(name)) + (unit === null ? '' : tr('（均值）', ', mean')),
      (net) => mark_text(net, i),
    ]),
  ];
  return table_of(
    ['', ...nets.map((net) => arm_title(net.picture))],
    rows.map(([name, value]) => row([name], nets.map(value))),
  );
}

const table = (net: Network): Table => [
  ['from', 'to', 'weight'],
  ...Array.from(net.from, (from, i): Table[number] => [from, net.to[i]!, unpacked_weight(net)[i]! / 255]),
];
const weights = new WeakMap<Network, ArrayLike<number>>();
function unpacked_weight(net: Network): ArrayLike<number> {
  let found = weights.get(net);
  if (!found) weights.set(net, (found = unpacked(net.picture.weight)));
  return found;
}

const legend = (): HTMLElement =>
  h(
    'ul',
    { class: 'legend' },
    kinds.map((kind) =>
      h(
        'li',
        {},
        h('span', { class: kind.symbol === 'diamond' ? 'dot diamond' : 'dot', style: `background:${kind.colour}` }),
        kind.name(),
      ),
    ),
  );

function network_chart(net: Network, before: Network, i: number, shown: () => Shown): ChartFigure {
  return chart_figure({
    id: `graph-${i}`,
    title: arm_title(net.picture),
    renderer: 'canvas',
    height: (width) => Math.min(460, Math.max(260, width)),
    table: () => table(net),
    option: () => option(net, before, net === before ? 'all' : shown()),
    describe: () =>
      tr(
        `${number(net.x.length)} 位居民，${number(net.picture.ties)} 条联系。`,
        `${number(net.x.length)} residents, ${number(net.picture.ties)} ties.`,
      ) +
      (net.from.length < net.picture.ties
        ? tr(`图中为最强的 ${number(net.from.length)} 条。`, ` The strongest ${number(net.from.length)} are drawn.`)
        : ''),
  });
}

export function graph(): HTMLElement | null {
  const nets = all_networks();
  const before = nets.find(({ picture }) => picture.week === 0);
  if (!before) return null;
  let shown: Shown = 'all';
  const after = nets.filter(({ picture }) => picture.week > 0);
  const charts = [before, ...after].map((net, i) => network_chart(net, before, i, () => shown));
  const ties_choice = choice<Shown>(
    tr('显示', 'Show'),
    [
      { value: 'all', name: tr('全部联系', 'all ties') },
      { value: 'new', name: tr('新结成的', 'new since the start') },
      { value: 'gone', name: tr('已消失的', 'gone since the start') },
    ],
    shown,
    (value) => {
      shown = value;
      for (const chart of charts.slice(1)) chart.redraw();
    },
  );
  return section(
    'graph',
    tr('一个社区的关系网', 'Relationships in one community'),
    tr(
      `${community_name(before.picture.community)}的一次模拟：每个点是一位居民，每条线是两位居民之间的往来。`,
      `${community_name(before.picture.community)} in one run. Each dot is a resident, each line a tie between two of them.`,
    ),
    controls(ties_choice),
    legend(),
    h(
      'div',
      { class: 'graphs' },
      charts.map(({ element }) => element),
    ),
    is_touched()
      ? null
      : h(
          'p',
          { class: 'figure-note', style: `color:${soft}` },
          tr('按住 Ctrl 滚动可缩放，拖动可平移。', 'Hold Ctrl and scroll to zoom, drag to move.'),
        ),
    measures([before, ...after]),
  );
}
