// All indicators at once: differences in multiples of the smallest that matters, good for A to the right.
import { axis_style, bad, chart_figure, good, ink, is_narrow, soft, type Option, type Table } from './charts';
import { controls, fold, h, row, section, table as table_of } from './dom';
import { lower, number, of, percent, tr, upper } from './language';
import { contrast_choice } from './pickers';
import { arm_a, arm_b, arm_in_words, count_of, main, path_title, report, theme_name } from './study';
import { difference, figure, interval } from './units';
import { kind, mark } from './looks';
import { in_figures, points, spans } from './whiskers';
import type { Contrast, Effect, Indicator, Number } from './types';

interface Row {
  indicator: Indicator;
  effect: Effect & { delta: number };
}
/** Defined differences, theme by theme. */
function rows_of(contrast: Contrast): Row[] {
  const rows = contrast.effects.flatMap((effect) => {
    const indicator = report.indicators.find(({ key }) => key === effect.figure);
    return indicator && effect.delta !== null ? [{ indicator, effect: { ...effect, delta: effect.delta } }] : [];
  });
  const themes = [...new Set(rows.map(({ indicator }) => indicator.theme))];
  return themes.flatMap((theme) => rows.filter(({ indicator }) => indicator.theme === theme));
}

/** How far the axis goes: beyond twelve times the smallest effect, how far does not matter. */
function reach_of(rows: Row[]): 4 | 8 | 12 {
  const multiples = rows.flatMap(({ indicator: { smallest }, effect }) =>
    [effect.low, effect.high, effect.delta].map((value) =>
      value === null || smallest <= 0 ? 0 : Math.abs(value) / smallest,
    ),
  );
  const most = Math.max(0, ...multiples);
  return most <= 4 ? 4 : most <= 8 ? 8 : 12;
}

/** In multiples of the smallest effect, turned so that more is better for residents, and kept on the axis. */
function scaled(value: Number, indicator: Indicator, reach: number, unbounded: number): number {
  if (value === null) return unbounded;
  const turned = indicator.direction === -1 ? -value : value;
  const step = indicator.smallest > 0 ? indicator.smallest : Math.abs(value) || 1;
  return Math.max(-0.97 * reach, Math.min(0.97 * reach, turned / step));
}

const top = 46;
const row_height = (): number => (is_narrow() ? 24 : 26);
const sides = (): { left: number; right: number } =>
  is_narrow() ? { left: 132, right: 12 } : { left: 230, right: 250 };

const x_axis = (reach: 4 | 8 | 12): object => ({
  ...axis_style,
  type: 'value',
  min: -reach,
  max: reach,
  interval: { 4: 1, 8: 2, 12: 4 }[reach],
  position: 'bottom',
  axisLabel: {
    ...axis_style.axisLabel,
    formatter: (value: number) =>
      Math.abs(value) === reach && reach === 12 ? `${value < 0 ? '≤ −' : '≥ '}${reach}` : number(value),
  },
});

function y_axes(rows: Row[]): object[] {
  const narrow = is_narrow();
  const category = { ...axis_style, type: 'category', inverse: true, axisLine: { show: false } };
  return [
    {
      ...category,
      data: rows.map(({ indicator }) => upper(of(indicator.name))),
      axisLabel: {
        color: ink,
        fontSize: narrow ? 10.5 : 12.5,
        lineHeight: narrow ? 11 : 14,
        width: narrow ? 124 : 220,
        overflow: 'break',
        interval: 0,
      },
    },
    {
      ...category,
      position: 'right',
      axisPointer: { show: false },
      data: rows.map(({ indicator, effect }) => in_figures({ name: '', ...effect }, indicator.unit)),
      axisLabel: { show: !narrow, color: soft, fontSize: 12, interval: 0 },
    },
  ];
}

/** Which side is whose, above the chart. */
function side_titles(contrast: Contrast): object[] {
  const a = path_title(arm_a(contrast)),
    b = path_title(arm_b(contrast)),
    narrow = is_narrow();
  const style = (color: string): object => ({ fontSize: 12, color, fontWeight: 600, width: 320, overflow: 'truncate' });
  return [
    {
      text: `← ${tr(`${b}更好`, `${b} better`)}`,
      left: narrow ? 0 : sides().left,
      top: narrow ? 0 : 12,
      textStyle: style(bad),
    },
    {
      text: `${tr(`${a}更好`, `${a} better`)} →`,
      right: narrow ? 0 : sides().right,
      top: narrow ? 18 : 12,
      textStyle: style(good),
    },
  ];
}

/** The zone of differences too small to matter, and zero. */
const zone = (rows: number): object => ({
  type: 'custom',
  silent: true,
  z: 0,
  data: [[0, 0]],
  tooltip: { show: false },
  renderItem: (_: unknown, api: { coord: (p: number[]) => number[] }) => {
    const [left, zero, right] = [-1, 0, 1].map((x) => api.coord([x, 0])[0]!) as [number, number, number];
    const bottom = top + rows * row_height();
    return {
      type: 'group',
      children: [
        {
          type: 'rect',
          shape: { x: left, y: top, width: right - left, height: bottom - top },
          style: { fill: '#e8ecf0' },
        },
        {
          type: 'line',
          shape: { x1: zero, x2: zero, y1: top, y2: bottom },
          style: { stroke: '#7b8794', lineWidth: 1 },
        },
      ],
    };
  },
});

function option(contrast: Contrast): Option {
  const rows = rows_of(contrast),
    reach = reach_of(rows);
  const bounds = rows.map(({ indicator, effect }) => {
    const ends = [scaled(effect.low, indicator, reach, -reach), scaled(effect.high, indicator, reach, reach)].sort(
      (x, y) => x - y,
    ) as [number, number];
    return { low: ends[0], high: ends[1], verdict: effect.verdict };
  });
  const values = rows.map(({ indicator, effect }) => ({
    value: scaled(effect.delta, indicator, reach, 0),
    verdict: effect.verdict,
  }));
  return {
    grid: { ...sides(), top, bottom: 30 },
    xAxis: x_axis(reach),
    yAxis: y_axes(rows),
    title: side_titles(contrast),
    tooltip: { trigger: 'item', confine: true, textStyle: { fontSize: 12 } },
    series: [
      zone(rows.length),
      spans(bounds, true),
      {
        ...points(values, 10),
        tooltip: { formatter: ({ dataIndex }: { dataIndex: number }) => row_text(rows[dataIndex]!, contrast) },
      },
    ],
  };
}

function row_text({ indicator, effect }: Row, contrast: Contrast): string {
  const { unit } = indicator;
  const box = h(
    'div',
    {},
    h('b', {}, upper(of(indicator.name))),
    h('div', {}, of(indicator.meaning)),
    h(
      'div',
      {},
      `${path_title(arm_a(contrast))} ${figure(effect.a, unit)} · ${path_title(arm_b(contrast))} ${figure(effect.b, unit)}`,
    ),
    h('div', {}, `Δ ${difference(effect.delta, unit)} (${interval(effect.low, effect.high, unit)})`),
    h('div', {}, `${mark[effect.verdict]} ${arm_in_words(effect.verdict, contrast)}`),
  );
  return box.innerHTML;
}

function full_row({ indicator, effect }: Row, contrast: Contrast): HTMLElement {
  const { unit } = indicator;
  const chip = h(
    'span',
    { class: `chip ${kind[effect.verdict]}` },
    `${mark[effect.verdict]} ${arm_in_words(effect.verdict, contrast)}`,
  );
  return row(
    [upper(of(indicator.name))],
    [
      figure(effect.a, unit),
      figure(effect.b, unit),
      difference(effect.delta, unit),
      interval(effect.low, effect.high, unit),
      percent(effect.agree),
      effect.reduction === null ? '–' : `${number(effect.reduction, { maximumFractionDigits: 1 })}×`,
      h('td', {}, chip),
    ],
    of(indicator.meaning),
  );
}

function full_table(contrast: Contrast): HTMLElement {
  const heads = [
    tr('指标', 'Indicator'),
    path_title(arm_a(contrast)),
    path_title(arm_b(contrast)),
    'Δ',
    tr('区间', 'Interval'),
    tr('同向占比', 'Pairs that agree'),
    tr('方差缩减', 'Variance cut'),
    tr('判断', 'Verdict'),
  ];
  const rows = rows_of(contrast);
  const body = rows.flatMap((one, i) => {
    const { theme } = one.indicator;
    const heading = h('tr', { class: 'theme' }, h('th', { colspan: 8, scope: 'rowgroup' }, theme_name(theme)));
    const starts = theme !== rows[i - 1]?.indicator.theme;
    return [...(starts ? [heading] : []), full_row(one, contrast)];
  });
  return fold(
    tr('全部数字', 'All figures'),
    table_of(heads, body),
    h(
      'p',
      { class: 'figure-note' },
      tr(
        '同向占比：差值与均值同号的配对所占比例。方差缩减：不配对时差值的方差是配对时的几倍。',
        'Pairs that agree: share of pairs whose difference has the sign of the mean. Variance cut: how many times an unpaired difference would vary more.',
      ),
    ),
  );
}

const columns = 'indicator theme unit a b delta low high pairs agree variance_reduction p_adjusted verdict'.split(' ');

const table = (contrast: Contrast): Table => [
  columns,
  ...rows_of(contrast).map(({ indicator: i, effect: e }): Table[number] => [
    i.key,
    i.theme,
    i.unit,
    e.a,
    e.b,
    e.delta,
    e.low,
    e.high,
    e.pairs,
    e.agree,
    e.reduction,
    e.p,
    e.verdict,
  ]),
];

function describe(contrast: Contrast): string {
  const a = path_title(arm_a(contrast)),
    b = path_title(arm_b(contrast));
  const better = count_of(contrast, 'better'),
    worse = count_of(contrast, 'worse'),
    none = count_of(contrast, 'no_difference'),
    open = count_of(contrast, 'inconclusive'),
    different = count_of(contrast, 'different');
  return tr(
    `横轴为差值除以“有实际意义的最小差别”，越靠右，${a}对居民越有利。${a}占优 ${better} 项，${b}占优 ${worse} 项，无实际差别 ${none} 项，尚无定论 ${open} 项，有差异而不作优劣判断 ${different} 项（▲，按数值方向标出）。`,
    `Differences as multiples of the smallest that matters, good for residents under ${lower(a)} to the right. ${upper(a)} is ahead on ${better}, ${lower(b)} on ${worse}; ${none} no practical difference, ${open} inconclusive, ${different} differ without being good or bad (▲, pointing to where more is).`,
  );
}

export function forest(): HTMLElement | null {
  if (!main) return null;
  let contrast = main;
  const chart = chart_figure({
    id: 'forest',
    title: tr('全部指标', 'All indicators'),
    describe: () => describe(contrast),
    option: () => option(contrast),
    table: () => table(contrast),
    height: () => top + 30 + rows_of(contrast).length * row_height(),
  });
  const figures = h('div', {}, full_table(contrast));
  return section(
    'forest',
    tr('所有指标一览', 'Every indicator'),
    '',
    controls(
      contrast_choice(contrast, (chosen) => {
        contrast = chosen;
        chart.redraw();
        figures.replaceChildren(full_table(contrast));
      }),
    ),
    chart.element,
    figures,
  );
}
