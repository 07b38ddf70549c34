// All indicators at once: differences in multiples of the smallest that matters, good for A to the right.
import {
  axis_style,
  bad,
  chart_figure,
  even,
  good,
  ink,
  is_narrow,
  open_colour,
  soft,
  type Option,
  type Table,
} from './charts';
import { choice, h, section } from './dom';
import { difference, figure, interval, number, of, tr } from './language';
import { arm_a, arm_b, arm_in_words, kind, lower, main, mark, path_title, report, theme_name, upper } from './study';
import { contrast_label } from './section_paths';
import { Verdict, type Contrast, type Effect, type Indicator } from './types';

/** How far the axis goes: beyond twelve times the smallest effect, how far does not matter. */
let reach = 12;
const reach_of = (rows: Row[]): number =>
  Math.min(
    12,
    Math.max(
      4,
      4 *
        Math.ceil(
          Math.max(
            ...rows.flatMap(({ indicator: i, effect }) =>
              [effect.low, effect.high, effect.delta].map((value) =>
                value === null || i.smallest <= 0 ? 0 : Math.abs(value) / i.smallest,
              ),
            ),
          ) / 4,
        ),
    ),
  );
export const verdict_colour: Record<Verdict, string> = {
  [Verdict.better]: good,
  [Verdict.worse]: bad,
  [Verdict.none]: even,
  [Verdict.open]: open_colour,
  [Verdict.different]: ink,
};
export const verdict_symbol: Record<Verdict, string> = {
  [Verdict.better]: 'circle',
  [Verdict.worse]: 'rect',
  [Verdict.none]: 'diamond',
  [Verdict.open]: 'emptyCircle',
  [Verdict.different]: 'triangle',
};

interface Row {
  indicator: Indicator;
  effect: Effect;
}
const rows_of = (contrast: Contrast): Row[] => {
  const rows = contrast.effects.flatMap((effect) => {
    const indicator = report.indicators.find(({ key }) => key === effect.figure);
    return indicator && effect.delta !== null ? [{ indicator, effect }] : [];
  });
  const themes = [...new Set(rows.map(({ indicator }) => indicator.theme))];
  return themes.flatMap((theme) => rows.filter(({ indicator }) => indicator.theme === theme));
};

/** In multiples of the smallest effect, turned so that more is better for residents. */
function scaled(value: number | null, indicator: Indicator, unbounded: number): number {
  if (value === null) return unbounded;
  const turned = indicator.direction === -1 ? -value : value;
  const step = indicator.smallest > 0 ? indicator.smallest : Math.abs(value) || 1;
  return Math.max(-0.97 * reach, Math.min(0.97 * reach, turned / step));
}

function option(contrast: Contrast): Option {
  const rows = rows_of(contrast),
    narrow = is_narrow();
  reach = reach_of(rows);
  const names = rows.map(({ indicator }) => upper(of(indicator.name)));
  const a = path_title(arm_a(contrast)),
    b = path_title(arm_b(contrast));
  return {
    grid: { left: narrow ? 132 : 230, right: narrow ? 12 : 250, top: 46, bottom: 30 },
    xAxis: {
      ...axis_style,
      type: 'value',
      min: -reach,
      max: reach,
      interval: reach / (reach === 8 ? 4 : reach === 4 ? 4 : 3),
      position: 'bottom',
      axisLabel: {
        ...axis_style.axisLabel,
        formatter: (value: number) =>
          Math.abs(value) === reach && reach === 12 ? `${value < 0 ? '≤ −' : '≥ '}${reach}` : number(value),
      },
    },
    yAxis: [
      {
        ...axis_style,
        type: 'category',
        inverse: true,
        data: names,
        axisLine: { show: false },
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
        ...axis_style,
        type: 'category',
        inverse: true,
        position: 'right',
        axisLine: { show: false },
        axisPointer: { show: false },
        data: rows.map(
          ({ indicator, effect }) =>
            `${mark[effect.verdict]} ${difference(effect.delta, indicator.unit, false)} (${interval(effect.low, effect.high, indicator.unit)})`,
        ),
        axisLabel: { show: !narrow, color: soft, fontSize: 12, interval: 0 },
      },
    ],
    title: [
      {
        text: `← ${tr(`${b}更好`, `${b} better`)}`,
        left: narrow ? 0 : 230,
        top: narrow ? 0 : 12,
        textStyle: { fontSize: 12, color: bad, fontWeight: 600, width: 320, overflow: 'truncate' },
      },
      {
        text: `${tr(`${a}更好`, `${a} better`)} →`,
        right: narrow ? 0 : 250,
        top: narrow ? 18 : 12,
        textStyle: { fontSize: 12, color: good, fontWeight: 600, width: 320, overflow: 'truncate' },
      },
    ],
    tooltip: { trigger: 'item', confine: true, textStyle: { fontSize: 12 } },
    series: [
      {
        type: 'custom',
        silent: true,
        z: 0,
        data: [[0, 0]],
        tooltip: { show: false },
        renderItem: (_: unknown, api: { coord: (p: number[]) => number[] }) => {
          const left = api.coord([-1, 0])[0]!,
            right = api.coord([1, 0])[0]!,
            zero = api.coord([0, 0])[0]!;
          const top = 46,
            bottom = top + rows.length * row_height();
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
      },
      {
        type: 'custom',
        silent: true,
        z: 2,
        tooltip: { show: false },
        data: rows.map(({ indicator, effect }, i) => {
          const ends = [scaled(effect.low, indicator, -reach), scaled(effect.high, indicator, reach)].sort(
            (x, y) => x - y,
          );
          return [i, ends[0]!, ends[1]!, effect.verdict];
        }),
        renderItem: (_: unknown, api: { value: (i: number) => number; coord: (p: number[]) => number[] }) => {
          const [x1, y] = api.coord([api.value(1), api.value(0)]),
            [x2] = api.coord([api.value(2), api.value(0)]);
          const stroke = verdict_colour[api.value(3) as Verdict];
          return {
            type: 'group',
            children: [
              { type: 'line', shape: { x1, x2, y1: y, y2: y }, style: { stroke, lineWidth: 2 } },
              ...[x1, x2].map((x) => ({
                type: 'line',
                shape: { x1: x, x2: x, y1: y! - 4, y2: y! + 4 },
                style: { stroke, lineWidth: 2 },
              })),
            ],
          };
        },
      },
      {
        type: 'scatter',
        z: 3,
        symbolSize: 10,
        data: rows.map(({ indicator, effect }, i) => ({
          value: [scaled(effect.delta, indicator, 0), i],
          symbol: verdict_symbol[effect.verdict],
          itemStyle: { color: verdict_colour[effect.verdict] },
        })),
        tooltip: { formatter: ({ dataIndex }: { dataIndex: number }) => row_text(rows[dataIndex]!, contrast) },
      },
    ],
  };
}

const row_height = (): number => (is_narrow() ? 24 : 26);

function row_text({ indicator, effect }: Row, contrast: Contrast): string {
  const box = document.createElement('div');
  box.append(
    h('b', {}, upper(of(indicator.name))),
    h('div', {}, of(indicator.meaning)),
    h(
      'div',
      {},
      `${path_title(arm_a(contrast))} ${figure(effect.a, indicator.unit)} · ${path_title(arm_b(contrast))} ${figure(effect.b, indicator.unit)}`,
    ),
    h(
      'div',
      {},
      `Δ ${difference(effect.delta, indicator.unit)} (${interval(effect.low, effect.high, indicator.unit)})`,
    ),
    h('div', {}, `${mark[effect.verdict]} ${arm_in_words(effect.verdict, contrast)}`),
  );
  return box.innerHTML;
}

const percent = (value: number | null): string =>
  value === null ? '–' : number(value, { style: 'percent', maximumFractionDigits: 0 });

function full_table(contrast: Contrast): HTMLElement {
  let theme = '';
  const a = path_title(arm_a(contrast)),
    b = path_title(arm_b(contrast));
  const body = rows_of(contrast).flatMap(({ indicator, effect }) => {
    const head =
      indicator.theme !== theme
        ? h('tr', { class: 'theme' }, h('th', { colspan: 8, scope: 'rowgroup' }, theme_name(indicator.theme)))
        : null;
    theme = indicator.theme;
    const row = h(
      'tr',
      {},
      h('th', { scope: 'row', title: of(indicator.meaning) }, upper(of(indicator.name))),
      [
        figure(effect.a, indicator.unit),
        figure(effect.b, indicator.unit),
        difference(effect.delta, indicator.unit),
        interval(effect.low, effect.high, indicator.unit),
        percent(effect.agree),
        effect.reduction === null ? '–' : `${number(effect.reduction, { maximumFractionDigits: 1 })}×`,
      ].map((text) => h('td', { class: 'figure' }, text)),
      h(
        'td',
        {},
        h(
          'span',
          { class: `chip ${kind[effect.verdict]}` },
          `${mark[effect.verdict]} ${arm_in_words(effect.verdict, contrast)}`,
        ),
      ),
    );
    return head ? [head, row] : [row];
  });
  return h(
    'details',
    { class: 'fold' },
    h('summary', {}, tr('全部数字', 'All figures')),
    h(
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
            [
              tr('指标', 'Indicator'),
              a,
              b,
              'Δ',
              tr('区间', 'Interval'),
              tr('同向占比', 'Pairs that agree'),
              tr('方差缩减', 'Variance cut'),
              tr('判断', 'Verdict'),
            ].map((name) => h('th', { scope: 'col' }, name)),
          ),
        ),
        h('tbody', {}, body),
      ),
    ),
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

function table(contrast: Contrast): Table {
  return [
    [
      'indicator',
      'theme',
      'unit',
      'a',
      'b',
      'delta',
      'low',
      'high',
      'pairs',
      'agree',
      'variance_reduction',
      'p_adjusted',
      'verdict',
    ],
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
      Verdict[e.verdict],
    ]),
  ];
}

export function forest(): HTMLElement | null {
  if (!main) return null;
  let contrast = main;
  const describe = (): string => {
    const count = (verdict: Verdict): number => contrast.effects.filter((effect) => effect.verdict === verdict).length;
    const a = path_title(arm_a(contrast)),
      b = path_title(arm_b(contrast));
    return tr(
      `横轴为差值除以“有实际意义的最小差别”，向右对居民更有利于${a}。${a}占优 ${count(Verdict.better)} 项，${b}占优 ${count(Verdict.worse)} 项，无实际差别 ${count(Verdict.none)} 项，尚无定论 ${count(Verdict.open)} 项。不分优劣的指标按数值方向标出（▲）。`,
      `Differences as multiples of the smallest that matters, good for residents under ${lower(a)} to the right. ${upper(a)} is ahead on ${count(Verdict.better)}, ${lower(b)} on ${count(Verdict.worse)}; ${count(Verdict.none)} no practical difference, ${count(Verdict.open)} inconclusive. Indicators that are neither good nor bad point to where more is (▲).`,
    );
  };
  const chart = chart_figure({
    id: 'forest',
    title: tr('全部指标', 'All indicators'),
    describe,
    option: () => option(contrast),
    table: () => table(contrast),
    height: () => 46 + 30 + rows_of(contrast).length * row_height(),
  });
  const figures = h('div', {}, full_table(contrast));
  return section(
    'forest',
    tr('所有指标一览', 'Every indicator'),
    '',
    h(
      'div',
      { class: 'controls' },
      report.contrasts.length > 1 &&
        choice(
          tr('比较', 'Comparison'),
          report.contrasts.map((c, value) => ({ value, name: contrast_label(c) })),
          report.contrasts.indexOf(contrast),
          (value) => {
            contrast = report.contrasts[value]!;
            chart.redraw();
            figures.replaceChildren(full_table(contrast));
          },
        ),
    ),
    chart.element,
    figures,
  );
}
