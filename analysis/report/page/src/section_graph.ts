// Relationship graph of one community before, and at the end under each arm.
import { chart_figure, soft, type ChartFigure, type Option, type Table } from './charts';
import { choice, h, section } from './dom';
import { comma, number, tr } from './language';
import { report, title, week_in_words } from './study';
import type { Packed, Picture } from './types';

interface Network {
  picture: Picture;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  flags: ArrayLike<number>;
  age: ArrayLike<number>;
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
    flags: unpacked(picture.flags),
    age: unpacked(picture.age),
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

const migrant = 1,
  active = 2,
  volunteer = 4,
  leader = 8;
interface Kind {
  name: () => string;
  colour: string;
  size: number;
  symbol: string;
  has: (flags: number) => boolean;
}
const kinds: Kind[] = [
  {
    name: () => tr('本地居民', 'locals'),
    colour: '#8fa3b8',
    size: 2.5,
    symbol: 'circle',
    has: (f) => !(f & (leader | volunteer | active | migrant)),
  },
  {
    name: () => tr('流动人口', 'migrants'),
    colour: '#d0a15e',
    size: 2.5,
    symbol: 'circle',
    has: (f) => !(f & (leader | volunteer | active)) && (f & migrant) !== 0,
  },
  {
    name: () => tr('参与者', 'taking part'),
    colour: '#24527a',
    size: 4,
    symbol: 'circle',
    has: (f) => !(f & (leader | volunteer)) && (f & active) !== 0,
  },
  {
    name: () => tr('志愿者', 'volunteers'),
    colour: '#0b6e5f',
    size: 4.5,
    symbol: 'circle',
    has: (f) => !(f & leader) && (f & volunteer) !== 0,
  },
  {
    name: () => tr('骨干（能人）', 'leaders'),
    colour: '#a3262a',
    size: 7,
    symbol: 'diamond',
    has: (f) => (f & leader) !== 0,
  },
];

function option(net: Network, before: Network, shown: Shown): Option {
  const colour =
    shown === 'new' ? 'rgba(11,110,95,0.35)' : shown === 'gone' ? 'rgba(176,58,46,0.35)' : 'rgba(70,90,110,0.13)';
  const touch = matchMedia('(pointer: coarse)').matches;
  return {
    grid: { left: 4, right: 4, top: 4, bottom: 4 },
    xAxis: { type: 'value', min: -40, max: 4135, show: false },
    yAxis: { type: 'value', min: -40, max: 4135, show: false, inverse: true },
    dataZoom: touch
      ? []
      : [
          { type: 'inside', xAxisIndex: 0, zoomOnMouseWheel: 'ctrl', filterMode: 'none' },
          { type: 'inside', yAxisIndex: 0, zoomOnMouseWheel: 'ctrl', filterMode: 'none' },
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
        lineStyle: { color: colour, width: 0.6, opacity: 1 },
      },
      ...kinds.map((kind) => {
        const points: number[] = [];
        for (let i = 0; i < net.x.length; ++i) if (kind.has(net.flags[i]!)) points.push(net.x[i]!, net.y[i]!);
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
      }),
    ],
  };
}

const arm_title = (picture: Picture): string => {
  const arm = report.arms.find(({ name }) => name === picture.arm);
  return arm && picture.week > 0
    ? `${title(arm)}${comma()}${week_in_words(picture.week)}`
    : tr(`改革前，${week_in_words(0)}`, `Before, ${week_in_words(0)}`);
};

const share = (value: number): string => number(value, { style: 'percent', maximumFractionDigits: 1 });
const counts = (net: Network, bit: number): number => Array.from(net.flags).filter((flags) => flags & bit).length;

function measures(nets: Network[]): HTMLElement {
  const degree = (net: Network): string =>
    number((2 * net.picture.ties) / Math.max(1, net.x.length), { maximumFractionDigits: 2 });
  const rows: [string, (net: Network) => string][] = [
    [tr('居民', 'Residents'), (net) => number(net.x.length)],
    [tr('人均联系数', 'Ties per resident'), degree],
    [tr('密度', 'Density'), (net) => number(net.picture.density, { maximumSignificantDigits: 3 })],
    [tr('集中度', 'Centralisation'), (net) => number(net.picture.centralisation, { maximumSignificantDigits: 3 })],
    [
      tr('近孤立居民', 'Near-isolated'),
      (net) =>
        share(net.picture.isolates <= 1 ? net.picture.isolates : net.picture.isolates / Math.max(1, net.x.length)),
    ],
    [tr('参与者', 'Taking part'), (net) => number(counts(net, active))],
    [tr('志愿者', 'Volunteers'), (net) => number(counts(net, volunteer))],
    [tr('骨干（能人）', 'Leaders'), (net) => number(counts(net, leader))],
  ];
  return h(
    'div',
    { class: 'scroll' },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td', {}),
          nets.map((net) => h('th', { scope: 'col' }, arm_title(net.picture))),
        ),
      ),
      h(
        'tbody',
        {},
        rows.map(([name, value]) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, name),
            nets.map((net) => h('td', { class: 'figure' }, value(net))),
          ),
        ),
      ),
    ),
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

export function graph(): HTMLElement | null {
  const nets = all_networks();
  const before = nets.find(({ picture }) => picture.week === 0);
  if (!before) return null;
  let shown: Shown = 'all';
  const after = nets.filter(({ picture }) => picture.week > 0);
  const height = (): number => Math.min(420, Math.max(280, window.innerWidth - 60));
  const charts: ChartFigure[] = [before, ...after].map((net, i) =>
    chart_figure({
      id: `graph-${i}`,
      title: arm_title(net.picture),
      renderer: 'canvas',
      height,
      table: () => table(net),
      option: () => option(net, before, net === before ? 'all' : shown),
      describe: () =>
        tr(
          `${number(net.x.length)} 位居民，${number(net.picture.ties)} 条联系。`,
          `${number(net.x.length)} residents, ${number(net.picture.ties)} ties.`,
        ) +
        (net.from.length < net.picture.ties
          ? tr(`图中为最强的 ${number(net.from.length)} 条。`, ` The strongest ${number(net.from.length)} are drawn.`)
          : ''),
    }),
  );
  return section(
    'graph',
    tr('一个社区的关系网', 'Relationships in one community'),
    tr(
      `社区 ${before.picture.community + 1} 的一次模拟：每个点是一位居民，按楼栋排布；每条线是两位居民之间的往来。`,
      `Community ${before.picture.community + 1} in one run. Each dot is a resident, placed by building; each line is a tie between two of them.`,
    ),
    h(
      'div',
      { class: 'controls' },
      choice<Shown>(
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
      ),
    ),
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
    ),
    h(
      'div',
      { class: 'graphs' },
      charts.map(({ element }) => element),
    ),
    h(
      'p',
      { class: 'figure-note', style: `color:${soft}` },
      tr('按住 Ctrl 滚动可缩放，拖动可平移。', 'Hold Ctrl and scroll to zoom, drag to move.'),
    ),
    measures([before, ...after]),
  );
}
