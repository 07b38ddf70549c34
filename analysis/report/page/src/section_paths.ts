// Paths of the arms with bands, and below them the paired difference with its interval.
import {
  arm_colours,
  axis_style,
  before_colour,
  chart_figure,
  ink,
  is_narrow,
  soft,
  type Option,
  type Table,
} from './charts';
import { choice, h, menu, section } from './dom';
import { colon, difference, figure, interval, of, semicolon, tr } from './language';
import {
  arm_a,
  arm_b,
  arm_in_words,
  contrast_name,
  effect_of,
  equal,
  headline,
  indicator_at,
  last_years,
  main,
  path_title,
  report,
  theme_name,
  title,
  upper,
  week_in_words,
} from './study';
import type { Contrast, Indicator, Number } from './types';

interface Event {
  week: number;
  text: string;
}

/** What happens when, each week once, numbered in the chart. */
function events(): Event[] {
  const by_week = new Map<number, string[]>();
  const add = (week: number, text: string): void => {
    const texts = by_week.get(week) ?? [];
    if (!texts.includes(text)) texts.push(text);
    by_week.set(week, texts);
  };
  for (const arm of report.arms) {
    if (arm.equal_cost_to) continue;
    for (const stage of arm.stages)
      if (stage.changes.length > 0)
        add(stage.week, `${title(arm)}${colon()}${of(stage.label) || tr('开始实施', 'begins')}`);
  }
  if (report.study.shock) add(report.study.shock.week, tr('冲击', 'shock'));
  return [...by_week.entries()]
    .sort((x, y) => x[0] - y[0])
    .map(([week, texts]) => ({ week, text: texts.join(semicolon()) }));
}

const block_week = (block: number, first: number): number => first + (block + 0.5) * report.weeks_per_block;

type Point = [week: number, value: Number];
const line_of = (values: Number[], first: number): Point[] =>
  values.map((value, block) => [block_week(block, first), value]);

/** An area between two lines, drawn as one polygon. */
function band(low: Point[], high: Point[], colour: string, axis: number): object {
  const known = low.map((_, i) => i).filter((i) => low[i]![1] !== null && high[i]![1] !== null);
  return {
    type: 'custom',
    silent: true,
    xAxisIndex: axis,
    yAxisIndex: axis,
    z: 1,
    clip: true,
    tooltip: { show: false },
    data: known.length > 1 ? [[low[known[0]!]![0], 0]] : [],
    renderItem: (_: unknown, api: { coord: (point: number[]) => number[] }) => ({
      type: 'polygon',
      shape: {
        points: [
          ...known.map((i) => api.coord(low[i] as number[])),
          ...known.reverse().map((i) => api.coord(high[i] as number[])),
        ],
      },
      style: { fill: colour, opacity: 0.16 },
    }),
  };
}

function extent(lists: Number[][]): [number, number] {
  const values = lists.flat().filter((value): value is number => value !== null);
  const low = Math.min(...values),
    high = Math.max(...values),
    room = (high - low || Math.abs(high) || 1) * 0.06;
  return [low - room, high + room];
}

interface State {
  indicator: number;
  contrast: Contrast | undefined;
}

function tooltip(state: State, indicator: Indicator) {
  return (rows: { axisValue: number }[]): string => {
    const week = rows[0]?.axisValue ?? 0;
    const box = document.createElement('div');
    box.append(h('b', {}, week_in_words(Math.floor(week))));
    const add = (name: string, text: string): void => box.append(h('div', {}, `${name}${colon()}${text}`));
    if (week < 0) {
      const block = Math.floor((week + report.study.burn_in_weeks) / report.weeks_per_block);
      add(
        of(report.study.burn_in_title),
        figure(report.burn_in.mean[state.indicator]?.[block] ?? null, indicator.unit),
      );
    } else {
      const block = Math.floor(week / report.weeks_per_block);
      for (const arm of report.arms)
        add(title(arm), figure(arm.path.mean[state.indicator]?.[block] ?? null, indicator.unit));
      const path = state.contrast?.path;
      if (path)
        add(
          'Δ',
          `${difference(path.delta[state.indicator]?.[block] ?? null, indicator.unit)} (${interval(path.low[state.indicator]?.[block] ?? null, path.high[state.indicator]?.[block] ?? null, indicator.unit)})`,
        );
    }
    return box.innerHTML;
  };
}

/** One tick per so many years that labels do not touch. */
function year_axis(grid: number, labels: boolean, first: number, last: number): object {
  const years = Math.max(1, Math.ceil((last - first) / 52 / (is_narrow() ? 5 : 12)));
  return {
    ...axis_style,
    type: 'value',
    gridIndex: grid,
    axisLine: { ...axis_style.axisLine, onZero: false },
    min: first,
    max: last,
    interval: years * 52,
    splitLine: { show: false },
    axisTick: { show: true },
    axisLabel: {
      ...axis_style.axisLabel,
      show: labels,
      hideOverlap: true,
      formatter: (week: number) => (week % 52 === 0 ? String(report.study.start_year + week / 52) : ''),
    },
  };
}

function option(state: State): Option {
  const i = state.indicator,
    indicator = report.indicators[i]!;
  const burn_in = report.study.burn_in_weeks,
    first = -Math.ceil(burn_in / 52) * 52,
    last = report.study.weeks;
  const before = report.burn_in,
    path = state.contrast?.path;
  const marks = events();
  const lines = (labels: boolean): object => ({
    silent: true,
    symbol: 'none',
    lineStyle: { color: '#98a3af', type: [4, 4], width: 1 },
    label: {
      show: labels,
      position: 'end',
      color: soft,
      fontSize: 12,
      distance: 3,
      formatter: (x: { dataIndex: number }) => '①②③④⑤⑥⑦⑧⑨⑩'[x.dataIndex] ?? '',
    },
    data: marks.map(({ week }) => ({ xAxis: week })),
  });
  const curve = (name: string, data: Point[], colour: string, axis: number, extra: object = {}): object => ({
    type: 'line',
    name,
    data,
    symbol: 'none',
    xAxisIndex: axis,
    yAxisIndex: axis,
    z: 3,
    lineStyle: { color: colour, width: 2 },
    itemStyle: { color: colour },
    ...extra,
  });
  const series: object[] = [];
  if (before.mean[i]) {
    series.push(band(line_of(before.low[i]!, -burn_in), line_of(before.high[i]!, -burn_in), before_colour, 0));
    series.push(
      curve(
        of(report.study.burn_in_title) || tr('改革前', 'before'),
        line_of(before.mean[i]!, -burn_in),
        before_colour,
        0,
        { markLine: lines(true) },
      ),
    );
  }
  report.arms.forEach((arm, k) => {
    const colour = colour_of(k);
    series.push(band(line_of(arm.path.low[i]!, 0), line_of(arm.path.high[i]!, 0), colour, 0));
    series.push(
      curve(title(arm), line_of(arm.path.mean[i]!, 0), colour, 0, {
        lineStyle: { color: colour, width: 2, type: arm.equal_cost_to ? [6, 4] : 'solid' },
      }),
    );
  });
  if (path) {
    series.push(band(line_of(path.low[i]!, 0), line_of(path.high[i]!, 0), ink, 1));
    series.push(curve('Δ', line_of(path.delta[i]!, 0), ink, 1, { markLine: lines(false) }));
  }
  const upper_range = extent([
    ...report.arms.flatMap((arm) => [arm.path.low[i]!, arm.path.high[i]!]),
    before.low[i] ?? [],
    before.high[i] ?? [],
  ]);
  const lower_range = extent([path?.low[i] ?? [], path?.high[i] ?? [], [0, indicator.smallest, -indicator.smallest]]);
  const narrow = is_narrow(),
    left = narrow ? 52 : 64,
    right = narrow ? 10 : 16;
  const value_axis = (grid: number, range: [number, number], text: (value: number) => string): object => ({
    ...axis_style,
    type: 'value',
    gridIndex: grid,
    axisLine: { show: false },
    min: range[0],
    max: range[1],
    axisLabel: { ...axis_style.axisLabel, showMinLabel: false, showMaxLabel: false, formatter: text },
  });
  return {
    legend: {
      top: 0,
      left: 0,
      itemWidth: 26,
      itemHeight: 8,
      textStyle: { fontSize: 12, color: ink },
      data: legend_names(),
    },
    grid: [
      { left, right, top: narrow ? 98 : 68, height: 220 },
      { left, right, top: narrow ? 362 : 332, height: 110 },
    ],
    title: {
      text: state.contrast ? `Δ ${path_title(arm_a(state.contrast))} − ${path_title(arm_b(state.contrast))}` : '',
      left: 0,
      top: narrow ? 334 : 304,
      padding: 0,
      textStyle: { fontSize: 12, fontWeight: 'normal', color: soft },
    },
    xAxis: [year_axis(0, false, first, last), year_axis(1, true, first, last)],
    yAxis: [
      value_axis(0, upper_range, (value) => figure(value, indicator.unit)),
      value_axis(1, lower_range, (value) => difference(value, indicator.unit, false)),
    ],
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: tooltip(state, indicator),
      axisPointer: { type: 'line', lineStyle: { color: '#98a3af' } },
      textStyle: { fontSize: 12 },
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    series,
  };
}

/** An arm at equal cost has the colour of the arm whose course it follows. */
export function colour_of(k: number): string {
  const arm = report.arms[k]!;
  const same = arm.equal_cost_to
    ? report.arms.findIndex((other) => !other.equal_cost_to && path_title(arm) === title(other))
    : -1;
  return arm_colours[(same >= 0 ? same : k) % arm_colours.length]!;
}

const legend_names = (): object[] => [
  { name: of(report.study.burn_in_title) || tr('改革前', 'before') },
  ...report.arms.map((arm) => ({ name: title(arm) })),
];

function describe(state: State): string {
  const indicator = report.indicators[state.indicator]!;
  const effect = effect_of(state.contrast, indicator.key);
  if (!state.contrast || !effect) return of(indicator.meaning);
  const a = path_title(arm_a(state.contrast)),
    b = path_title(arm_b(state.contrast));
  return tr(
    `${of(indicator.meaning)}${contrast_name(state.contrast)}下，${last_years()}${a}为 ${figure(effect.a, indicator.unit)}，${b}为 ${figure(effect.b, indicator.unit)}；差 ${difference(effect.delta, indicator.unit)}（${interval(effect.low, effect.high, indicator.unit)}），${arm_in_words(effect.verdict, state.contrast)}。`,
    `${of(indicator.meaning)} ${contrast_name(state.contrast)}, mean of ${last_years()}: ${a} ${figure(effect.a, indicator.unit)}, ${b} ${figure(effect.b, indicator.unit)}; difference ${difference(effect.delta, indicator.unit)} (${interval(effect.low, effect.high, indicator.unit)}): ${arm_in_words(effect.verdict, state.contrast)}.`,
  );
}

function table(state: State): Table {
  const i = state.indicator;
  const head = ['week', 'arm', 'mean', 'low', 'high'];
  const rows: Table = [head];
  const add = (name: string, mean: Number[], low: Number[], high: Number[], first: number): void =>
    mean.forEach((value, block) =>
      rows.push([first + block * report.weeks_per_block, name, value, low[block] ?? null, high[block] ?? null]),
    );
  const before = report.burn_in;
  if (before.mean[i]) add('burn-in', before.mean[i]!, before.low[i]!, before.high[i]!, -report.study.burn_in_weeks);
  for (const arm of report.arms) add(arm.name, arm.path.mean[i]!, arm.path.low[i]!, arm.path.high[i]!, 0);
  for (const contrast of report.contrasts)
    add(
      `${arm_a(contrast).name} minus ${arm_b(contrast).name}`,
      contrast.path.delta[i]!,
      contrast.path.low[i]!,
      contrast.path.high[i]!,
      0,
    );
  return rows;
}

export function indicator_menu(indicators: Indicator[], chosen: string, pick: (key: string) => void): HTMLElement {
  return menu(
    tr('指标', 'Indicator'),
    indicators.map((indicator) => ({
      group: theme_name(indicator.theme),
      value: indicator.key,
      name: upper(of(indicator.name)),
    })),
    chosen,
    pick,
  );
}

let remembered: string | null = null,
  remembered_contrast = 0;

export function paths(): HTMLElement {
  const state: State = {
    indicator: indicator_at(remembered ?? headline()[0]!.key),
    contrast: report.contrasts[remembered_contrast] ?? main,
  };
  const chart = chart_figure({
    id: 'paths',
    title: tr('各方案的路径与配对差值', 'Paths of the arms and their paired difference'),
    height: () => (is_narrow() ? 510 : 480),
    option: () => option(state),
    describe: () => describe(state),
    table: () => table(state),
  });
  const update = (): void => chart.redraw();
  return section(
    'paths',
    tr('逐年的变化', 'How it unfolds'),
    tr(
      '上图：各方案的均值与八成模拟所在的带；下图：配对差值及其置信区间，区间离开零线之处，差别才看得清。',
      'Above: means, and the bands in which eight runs in ten lie. Below: the paired difference with its interval; where that leaves zero, a difference shows.',
    ),
    h(
      'div',
      { class: 'controls' },
      indicator_menu(report.indicators, report.indicators[state.indicator]!.key, (key) => {
        remembered = key;
        state.indicator = indicator_at(key);
        update();
      }),
      report.contrasts.length > 1 &&
        choice(
          tr('差值', 'Difference'),
          report.contrasts.map((contrast, value) => ({ value, name: contrast_label(contrast) })),
          report.contrasts.indexOf(state.contrast!),
          (value) => {
            remembered_contrast = value;
            state.contrast = report.contrasts[value];
            update();
          },
        ),
    ),
    chart.element,
    h(
      'ol',
      { class: 'events' },
      events().map(({ week, text }, i) => h('li', {}, `${'①②③④⑤⑥⑦⑧⑨⑩'[i] ?? '·'} ${week_in_words(week)} — ${text}`)),
    ),
  );
}

/** The two chief contrasts by the kind of cost, others by the names of their arms. */
export const contrast_label = (contrast: Contrast): string =>
  contrast === main || contrast === equal
    ? contrast_name(contrast)
    : `${title(arm_a(contrast))} − ${title(arm_b(contrast))}`;
