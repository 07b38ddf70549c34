// Which keys move an indicator, from a design of Morris or Sobol.
import { arm_colours, axis_style, chart_figure, ink, is_narrow, soft, type Option, type Table } from './charts';
import { choice, h, menu, section } from './dom';
import { change, data, indicator_name, indicator_with_unit, key_name, live, on_change, title } from './explore_data';
import { colon, lower, number, percent, tr } from './language';
import { difference, difference_name } from './units';
import type { Factor, Indicator, Moved, Number } from '../generated/explore';

const most_rows = 15;
const bar_colour = arm_colours[0]!,
  light_colour = '#9db8d2';

const is_morris = (): boolean => data.sensitivity?.kind === 'morris';
const indicator_of = (moved: Moved): Indicator => data.indicators[moved.indicator]!;
const rows_of = (moved: Moved): Factor[] => moved.factors.slice(0, most_rows);
const who = ({ a, b }: Moved): string => (a === b ? title(a) : `${title(a)} − ${title(b)}`);

/** A strength: an amount of the indicator, or a share. */
const amount = (value: Number, moved: Moved, named = false): string =>
  is_morris() ? difference(value, indicator_of(moved).unit, named).replace('+', '') : percent(value);
const between = ([, low, high]: Number[], moved: Moved): string =>
  low === null || high === null
    ? tr('区间未知', 'interval unknown')
    : `${amount(low!, moved)} ${tr('至', 'to')} ${amount(high!, moved)}`;

function row_text(factor: Factor, moved: Moved): string {
  const { strength, alone, chance } = factor;
  const line = (name: string, text: string): HTMLElement => h('div', {}, `${name}${colon()}${text}`);
  const signed = difference(alone[0]!, indicator_of(moved).unit, false);
  return h(
    'div',
    {},
    h('b', {}, key_name(factor.key)),
    line(
      is_morris() ? tr('平均改变', 'Moves it by') : tr('单独及共同', 'Alone and with others'),
      `${amount(strength[0]!, moved)} (${between(strength, moved)})`,
    ),
    line(
      is_morris() ? tr('参数增大时', 'When it grows') : tr('单独', 'Alone'),
      is_morris() ? signed : `${amount(alone[0]!, moved)} (${between(alone, moved)})`,
    ),
    chance === null ? null : line(tr('偶然所致', 'By chance'), amount(chance, moved)),
  ).innerHTML;
}

interface Api {
  value: (i: number) => number;
  coord: (point: number[]) => number[];
}

/** The interval of each bar, and a mark where chance alone would end it. */
const whiskers = (rows: Factor[]): object => ({
  type: 'custom',
  silent: true,
  z: 4,
  tooltip: { show: false },
  data: rows.map(({ strength: [value, low, high], chance }, i) => [i, low ?? value, high ?? value, chance ?? -1]),
  renderItem: (_: unknown, api: Api) => {
    const at = (x: number): [number, number] => api.coord([x, api.value(0)]) as [number, number];
    const line = (from: number[], to: number[], stroke: string, lineWidth: number): object => ({
      type: 'line',
      shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
      style: { stroke, lineWidth },
    });
    const [x1, y] = at(api.value(1)),
      [x2] = at(api.value(2)),
      chance = api.value(3);
    const [x3] = at(Math.max(0, chance));
    return {
      type: 'group',
      children: [
        line([x1, y], [x2, y], ink, 1.5),
        ...[x1, x2].map((x) => line([x, y - 4], [x, y + 4], ink, 1.5)),
        ...(chance >= 0 ? [line([x3, y - 9], [x3, y + 9], '#b8701a', 2.5)] : []),
      ],
    };
  },
});

const bars = (
  rows: Factor[],
  moved: Moved,
  value: (factor: Factor) => number,
  colour: string,
  name: string,
): object => ({
  type: 'bar',
  name,
  data: rows.map(value),
  barWidth: 13,
  barGap: '-100%',
  itemStyle: { color: colour },
  tooltip: { formatter: ({ dataIndex }: { dataIndex: number }) => row_text(rows[dataIndex]!, moved) },
});

const row_height = (): number => (is_narrow() ? 34 : 28);
const height = (moved: Moved): number => 60 + Math.max(1, rows_of(moved).length) * row_height();

function option(moved: Moved): Option {
  const rows = rows_of(moved),
    narrow = is_narrow();
  const reach = Math.max(...rows.flatMap(({ strength, chance }) => [...strength, chance]).map((end) => end ?? 0), 1e-9);
  const strength = ({ strength: [value] }: Factor): number => value ?? 0;
  const alone = (factor: Factor): number => Math.min(strength(factor), Math.max(0, factor.alone[0] ?? 0));
  return {
    grid: { left: narrow ? 150 : 330, right: narrow ? 16 : 190, top: 8, bottom: 48 },
    xAxis: {
      ...axis_style,
      type: 'value',
      min: 0,
      max: reach * 1.04,
      name: is_morris() ? difference_name(indicator_of(moved).unit) : tr('占差异的份额', 'share of the differences'),
      nameLocation: 'middle',
      nameGap: 26,
      axisLabel: {
        ...axis_style.axisLabel,
        hideOverlap: true,
        showMaxLabel: false,
        formatter: (value: number) => amount(value, moved),
      },
    },
    yAxis: [
      {
        ...axis_style,
        type: 'category',
        inverse: true,
        data: rows.map(({ key }) => key_name(key)),
        axisLabel: {
          color: ink,
          fontSize: narrow ? 11 : 12.5,
          lineHeight: narrow ? 12 : 14,
          width: narrow ? 140 : 320,
          overflow: 'break',
          interval: 0,
        },
      },
      {
        ...axis_style,
        type: 'category',
        inverse: true,
        position: 'right',
        axisLine: { show: false },
        data: rows.map(({ strength }) => `${amount(strength[0]!, moved)} (${between(strength, moved)})`),
        axisLabel: { show: !narrow, color: soft, fontSize: 12, interval: 0 },
      },
    ],
    tooltip: { trigger: 'item', confine: true, textStyle: { fontSize: 12 } },
    series: [
      bars(rows, moved, strength, is_morris() ? bar_colour : light_colour, 'strength'),
      ...(is_morris() ? [] : [bars(rows, moved, alone, bar_colour, 'alone')]),
      whiskers(rows),
    ],
  };
}

/** The first row in a sentence, and how many stand out. */
function first_sentence(moved: Moved): string {
  const [first] = moved.factors,
    indicator = indicator_of(moved),
    out = moved.apart;
  if (!first) return tr('该指标在各参数点之间没有变化。', 'The figure does not vary between the points.');
  const [total] = first.strength,
    [alone] = first.alone;
  // Of few rows the estimate of what it makes alone may come out above that of the whole.
  const by_itself =
    alone! >= total!
      ? tr('几乎全由它单独造成', 'nearly all of it alone')
      : tr(`单独造成的占 ${percent(alone!)}`, `which makes ${percent(alone!)} alone`);
  const sized = is_morris()
    ? tr(
        `对${indicator_name(indicator)}（${who(moved)}）作用最大的是${key_name(first.key)}：走过其全部可能范围，平均改变 ${amount(first.strength[0]!, moved, true)}。`,
        `What moves ${lower(indicator_name(indicator))} (${who(moved)}) most is ${lower(key_name(first.key))}: over its whole plausible range it changes it by ${amount(first.strength[0]!, moved, true)} on average.`,
      )
    : tr(
        `${indicator_name(indicator)}（${who(moved)}）在各次运行之间的差异，有 ${percent(first.strength[0]!)} 与${key_name(first.key)}有关，${by_itself}。`,
        `Of the differences between runs in ${lower(indicator_name(indicator))} (${who(moved)}), ${percent(first.strength[0]!)} involve ${lower(key_name(first.key))}, ${by_itself}.`,
      );
  return data.replicates > 1
    ? `${sized}${tr('', ' ')}${tr(
        `${number(data.keys.length)} 个参数中，${number(out)} 个的作用可与偶然区分。`,
        `Of ${number(data.keys.length)} parameters, ${number(out)} ${out === 1 ? 'stands' : 'stand'} out from chance.`,
      )}`
    : sized;
}

const reading = (): string =>
  [
    is_morris()
      ? tr(
          '每条表示某一参数走过其全部可能范围、其余参数处于各自范围内任意位置时，数值平均改变多少，不论方向。',
          'Each bar: by how much the figure changes, whichever way, when one parameter goes over its whole plausible range, the others being anywhere in theirs.',
        )
      : tr(
          '深色：单独造成的份额；整条：单独以及与其他参数共同造成的份额，因此各条之和可超过 100%。',
          'Dark: the share that a parameter makes alone; the whole bar: alone and together with others, so that bars may add up to more than 100%.',
        ),
    tr('细线为 95% 区间。', 'Thin lines: 95% intervals.'),
    data.replicates > 1
      ? tr('橙色短线：仅因偶然也会有的大小。', 'Orange marks: what chance alone would show.')
      : tr(
          '每点只运行一次，无法说明其中多少出于偶然。',
          'Each point ran once: how much of it is chance cannot be told.',
        ),
  ].join(tr('', ' '));

const table = (moved: Moved): Table => [
  is_morris()
    ? ['key', 'mu_star', 'low', 'high', 'mu', 'low', 'high', 'chance']
    : ['key', 'total', 'low', 'high', 'first', 'low', 'high', 'chance'],
  ...moved.factors.map(({ key, strength, alone, chance }) => [data.keys[key]!.key, ...strength, ...alone, chance]),
];

/** Positions without those that repeat an earlier one. */
const first_of_each = (list: Moved[], same: (x: Moved, y: Moved) => boolean): Moved[] =>
  list.filter((one, i) => list.findIndex((other) => same(one, other)) === i);
const same_pair = (x: Moved, y: Moved): boolean => x.a === y.a && x.b === y.b;
const same_indicator = (x: Moved, y: Moved): boolean => x.indicator === y.indicator;

const list = data.sensitivity?.of ?? [];
/** What is shown, kept when the page is built again in the other language. */
let at = 0;
const moved = (): Moved => list[at]!;
function pick(wanted: Moved): void {
  at = Math.max(
    0,
    list.findIndex((one) => same_pair(one, wanted) && same_indicator(one, wanted)),
  );
  change({});
}

function indicator_choice(): HTMLElement | null {
  const one_each = first_of_each(list, same_indicator);
  return one_each.length > 1
    ? menu(
        tr('指标', 'Indicator'),
        one_each.map((value) => ({ value, name: indicator_with_unit(indicator_of(value)) })),
        one_each.find((one) => same_indicator(one, moved()))!,
        ({ indicator }) => pick({ ...moved(), indicator }),
      )
    : null;
}
function pair_of_arms(): HTMLElement | null {
  const one_each = first_of_each(list, same_pair);
  return one_each.length > 1
    ? choice(
        tr('比较', 'Comparison'),
        one_each.map((value) => ({ value, name: who(value) })),
        one_each.find((one) => same_pair(one, moved()))!,
        ({ a, b }) => pick({ ...moved(), a, b }),
      )
    : null;
}

export function sensitivity(): HTMLElement | null {
  if (list.length === 0) return null;
  const chart = chart_figure({
    id: 'sensitivity',
    title: is_morris()
      ? tr('各参数的作用', 'What each parameter does')
      : tr('差异的来源', 'What the differences come from'),
    height: () => height(moved()),
    option: () => option(moved()),
    describe: () => `${first_sentence(moved())}${tr('', ' ')}${reading()}`,
    table: () => table(moved()),
  });
  on_change(chart.redraw);
  return section(
    'sensitivity',
    tr('什么起决定作用', 'What decides'),
    tr('全部参数见 sensitivity.csv。', 'All parameters are in sensitivity.csv.'),
    live(() => [indicator_choice(), pair_of_arms()]),
    chart.element,
  );
}
