// What decides: the unknowns on which the difference between two arms hangs, the strongest first.
import { axis_style, chart_figure, ink, is_narrow, type Option, type Table } from './charts';
import { choice, controls, h, menu, row, section, stacked_table } from './dom';
import { colon, number, of, percent, tr, upper } from './language';
import { is_public_cost } from './study';
import { difference } from './units';
import {
  arm_pairs,
  asked_pairs,
  first_of,
  pair_indicator,
  range_text,
  rankings,
  said,
  second_of,
  unknown_at,
  worlds,
} from './worlds';
import type { Decider, WorldPair } from './types';

/** The pair that several sections show, kept when the page is built again in the other language. */
let chosen: WorldPair | undefined;
export const shown_pair = (): WorldPair => (chosen ??= first_pair());
/** Of the pairs asked about, the first with a map, with deciders, or that is not about money. */
function first_pair(): WorldPair {
  const asked = asked_pairs().filter((pair) => !is_public_cost(pair_indicator(pair)));
  return (
    asked.find(({ map }) => map.axes.length > 0) ??
    asked.find(({ deciders }) => deciders.length > 0) ??
    asked[0] ??
    worlds!.pairs[0]!
  );
}

const redraws: (() => void)[] = [];
/** Calls again what shows the pair, when another is chosen. Called first by the section that has the menus. */
export const on_choice = (redraw: () => void): void => void redraws.push(redraw);

function pick(change: { indicator?: string; a?: number; b?: number }): void {
  const now = { ...shown_pair(), ...change };
  chosen =
    worlds!.pairs.find(({ a, b, indicator }) => a === now.a && b === now.b && indicator === now.indicator) ??
    shown_pair();
  for (const redraw of redraws) redraw();
}

function pickers(): HTMLElement {
  const now = shown_pair(),
    pairs = arm_pairs();
  const indicators = rankings().map(({ indicator }) => ({
    value: indicator,
    name: upper(of(pair_indicator({ ...now, indicator }).name)),
  }));
  const pair_now = pairs.find(({ a, b }) => a === now.a && b === now.b)!;
  return controls(
    choice(tr('指标', 'Indicator'), indicators, now.indicator, (indicator) => pick({ indicator })),
    pairs.length > 1
      ? menu(
          tr('比较', 'Comparison'),
          pairs.map((value) => ({ value, name: value.name })),
          pair_now,
          ({ a, b }) => pick({ a, b }),
        )
      : null,
  );
}

const name_of = (decider: Decider): string => upper(of(unknown_at(decider.unknown).name));

function option(pair: WorldPair): Option {
  const { deciders } = pair,
    narrow = is_narrow();
  return {
    grid: { left: narrow ? 130 : 250, right: narrow ? 44 : 70, top: 8, bottom: 44 },
    xAxis: {
      ...axis_style,
      type: 'value',
      min: 0,
      name: tr('占世界间差异的比例', 'share of what differs between worlds'),
      nameLocation: 'middle',
      nameGap: 28,
      axisLabel: { ...axis_style.axisLabel, hideOverlap: true, formatter: (value: number) => percent(value) },
    },
    yAxis: {
      ...axis_style,
      type: 'category',
      inverse: true,
      data: deciders.map(name_of),
      axisLabel: { color: ink, fontSize: 12, interval: 0, width: narrow ? 120 : 240, overflow: 'break' },
    },
    series: [
      {
        type: 'bar',
        data: deciders.map(({ share }) => share),
        barMaxWidth: 18,
        itemStyle: { color: '#5d7f9f' },
        label: { show: false },
      },
      {
        type: 'custom',
        silent: true,
        z: 3,
        data: deciders.map(({ low, high, share }, i) => [i, low ?? share, high ?? share]),
        renderItem: (_: unknown, api: { value: (i: number) => number; coord: (p: number[]) => number[] }) => {
          const [x1, y] = api.coord([api.value(1), api.value(0)]) as [number, number],
            [x2] = api.coord([api.value(2), api.value(0)]) as [number, number];
          const stroke = (from: number[], to: number[]): object => ({
            type: 'line',
            shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
            style: { stroke: ink, lineWidth: 1.5 },
          });
          return {
            type: 'group',
            children: [stroke([x1, y], [x2, y]), ...[x1, x2].map((x) => stroke([x, y - 4], [x, y + 4]))],
          };
        },
      },
    ],
  };
}

/** "0.1 to 0.3: +2.1 points" */
const part_text = (part: Decider['parts'][number] | undefined, pair: WorldPair): string => {
  if (!part) return '–';
  const [low, high] = [of(part.low), of(part.high)];
  const stretch = low === high ? low : tr(`${low}至${high}`, `${low} to ${high}`);
  return `${stretch}${colon()}${difference(part.difference, pair_indicator(pair).unit)}`;
};

const decider_row =
  (pair: WorldPair) =>
  (decider: Decider): HTMLElement => {
    const unknown = unknown_at(decider.unknown);
    return row(
      [upper(of(unknown.name)), h('small', {}, unknown.reason)],
      [
        h('td', {}, range_text(unknown)),
        percent(decider.share),
        h('td', {}, part_text(decider.parts[0], pair)),
        h('td', {}, part_text(decider.parts.at(-1), pair)),
      ],
    );
  };

const decider_table = (pair: WorldPair): HTMLElement =>
  stacked_table(
    [
      tr('未知的数值与范围的依据', 'What is not known, and source of its range'),
      tr('可能的范围', 'May lie'),
      tr('占差异的比例', 'Share'),
      tr('较低时的平均差值', 'Mean difference where low'),
      tr('较高时的平均差值', 'Mean difference where high'),
    ],
    pair.deciders.map(decider_row(pair)),
    tr(`差值为${first_of(pair)}减${second_of(pair)}`, `Differences are ${first_of(pair)} minus ${second_of(pair)}`),
  );

function describe(pair: WorldPair): string {
  if (pair.deciders.length === 0)
    return tr('没有哪个未知数的影响能与偶然性区分开。', 'Of no single unknown can the influence be told from chance.');
  return tr(
    `条越长，这个数值的未知对结论的影响越大：若确切知道它，世界之间的差异就会减少这么多。线段为 90% 区间。其余 ${percent(pair.unexplained)} 来自多个因素的共同作用、较弱的因素和偶然性。`,
    `The longer the bar, the more hangs on this one number: to know it would take so much off what differs between worlds. Lines are 90% intervals. The other ${percent(pair.unexplained)} come from numbers acting together, from weaker ones, and from chance.`,
  );
}

const table = (pair: WorldPair): Table => [
  ['key', 'name', 'range', 'source', 'share', 'low', 'high', 'gain from knowing it'],
  ...pair.deciders.map((one): Table[number] => {
    const unknown = unknown_at(one.unknown);
    return [
      unknown.key,
      of(unknown.name),
      range_text(unknown),
      unknown.reason,
      one.share,
      one.low,
      one.high,
      one.worth,
    ];
  }),
];

export function world_deciders(): HTMLElement | null {
  if (!worlds) return null;
  redraws.length = 0;
  const chart = chart_figure({
    id: 'deciders',
    title: tr('影响最大的未知数值', 'Numbers on which most hangs'),
    height: () => 56 + Math.max(1, shown_pair().deciders.length) * 34,
    option: () => option(shown_pair()),
    table: () => table(shown_pair()),
    describe: () => describe(shown_pair()),
  });
  const words = h('p', { class: 'lead' }),
    figures = h('div');
  const fill = (): void => {
    words.textContent = said(shown_pair().depends);
    chart.element.hidden = shown_pair().deciders.length === 0;
    figures.replaceChildren(...(shown_pair().deciders.length > 0 ? [decider_table(shown_pair())] : []));
    if (!chart.element.hidden) chart.redraw();
  };
  on_choice(fill);
  fill();
  return section(
    'deciders',
    tr('结论取决于什么', 'What decides'),
    tr(
      `有 ${number(worlds.drawn)} 个数值尚无实测，各有可能的范围。下面是其中对结论影响最大的几个。`,
      `${number(worlds.drawn)} numbers have not been measured and may lie anywhere in a range. These are the few on which most hangs.`,
    ),
    pickers(),
    words,
    chart.element,
    figures,
  );
}
