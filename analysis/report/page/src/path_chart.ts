// The chart of paths: means of the arms with bands, and below them the paired difference with its interval.
import { axis_style, before_colour, ink, is_narrow, soft, type Option } from './charts';
import { band, type Point } from './band';
import { h } from './dom';
import { colon, of, semicolon, tr } from './language';
import { colour_of } from './looks';
import { arm_a, arm_b, before_title, path_title, report, title, week_in_words } from './study';
import { difference, figure, interval } from './units';
import type { Bands, Contrast, Differences, Indicator, Number } from './types';

export interface PathState {
  indicator: number; // position
  contrast: Contrast | undefined;
}

interface Event {
  week: number;
  text: string;
}

/** What happens when, each week once, numbered in the chart. */
export function events(): Event[] {
  const by_week = new Map<number, string[]>();
  const add = (week: number, text: string): void => {
    const texts = by_week.get(week) ?? [];
    if (!texts.includes(text)) texts.push(text);
    by_week.set(week, texts);
  };
  for (const arm of report.arms) {
    if (arm.equal_cost_to) continue;
    for (const stage of arm.stages)
      if (stage.changes.length > 0 || stage.merger)
        add(stage.week, `${title(arm)}${colon()}${of(stage.label) || tr('开始实施', 'begins')}`);
  }
  for (const { week, name } of report.study.happenings) add(week, of(name));
  return [...by_week.entries()]
    .sort((x, y) => x[0] - y[0])
    .map(([week, texts]) => ({ week, text: texts.join(semicolon()) }));
}
export const event_number = (i: number): string => '①②③④⑤⑥⑦⑧⑨⑩'[i] ?? '·';

const first_week = (): number => -Math.ceil(report.study.burn_in_weeks / 52) * 52;

const line_of = (values: Number[], first: number): Point[] =>
  values.map((value, block) => [first + (block + 0.5) * report.weeks_per_block, value]);

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

/** Vertical lines where something happens, numbered in the upper chart. */
const event_lines = (labels: boolean): object => ({
  silent: true,
  symbol: 'none',
  lineStyle: { color: '#98a3af', type: [4, 4], width: 1 },
  label: {
    show: labels,
    position: 'end',
    color: soft,
    fontSize: 12,
    distance: 3,
    formatter: (x: { dataIndex: number }) => event_number(x.dataIndex),
  },
  data: events().map(({ week }) => ({ xAxis: week })),
});

function series({ indicator: i, contrast }: PathState): object[] {
  const list: object[] = [];
  const add = (path: Bands | Differences, middle: Number[], first: number, axis: number, curve_of: object): void => {
    const { name, colour, ...extra } = curve_of as { name: string; colour: string };
    list.push(band(line_of(path.low[i]!, first), line_of(path.high[i]!, first), colour, axis));
    list.push(curve(name, line_of(middle, first), colour, axis, extra));
  };
  const before = report.burn_in;
  const has_before = (before.mean[i]?.length ?? 0) > 0;
  if (has_before)
    add(before, before.mean[i]!, -report.study.burn_in_weeks, 0, {
      name: before_title(),
      colour: before_colour,
      markLine: event_lines(true),
    });
  report.arms.forEach((arm, k) => {
    const colour = colour_of(k);
    const lineStyle = { color: colour, width: 2, type: arm.equal_cost_to ? [6, 4] : 'solid' };
    const markLine = !has_before && k === 0 ? event_lines(true) : undefined;
    add(arm.path, arm.path.mean[i]!, 0, 0, { name: title(arm), colour, lineStyle, markLine });
  });
  if (contrast)
    add(contrast.path, contrast.path.delta[i]!, 0, 1, { name: 'Δ', colour: ink, markLine: event_lines(false) });
  return list;
}

/** One tick per so many years that labels do not touch. */
function year_axis(grid: number, labels: boolean): object {
  const first = first_week(),
    last = report.study.weeks;
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

function extent(lists: Number[][]): [number, number] {
  const values = lists.flat().filter((value): value is number => value !== null);
  if (values.length === 0) return [-1, 1];
  const low = Math.min(...values),
    high = Math.max(...values),
    room = (high - low || Math.abs(high) || 1) * 0.06;
  return [low - room, high + room];
}

const value_axis = (grid: number, range: [number, number], text: (value: number) => string): object => ({
  ...axis_style,
  type: 'value',
  gridIndex: grid,
  axisLine: { show: false },
  min: range[0],
  max: range[1],
  axisLabel: { ...axis_style.axisLabel, showMinLabel: false, showMaxLabel: false, formatter: text },
});

function value_axes({ indicator: i, contrast }: PathState): object[] {
  const { unit, smallest } = report.indicators[i]!;
  const levels = [...report.arms.map((arm) => arm.path), report.burn_in];
  const apart = contrast?.path;
  return [
    value_axis(0, extent(levels.flatMap((path) => [path.low[i] ?? [], path.high[i] ?? []])), (value) =>
      figure(value, unit),
    ),
    value_axis(1, extent([apart?.low[i] ?? [], apart?.high[i] ?? [], [0, smallest, -smallest]]), (value) =>
      difference(value, unit, false),
    ),
  ];
}

/** Figures of the week under the pointer. */
function tooltip({ indicator: i, contrast }: PathState, { unit }: Indicator) {
  return (rows: { axisValue: number }[]): string => {
    const week = rows[0]?.axisValue ?? 0;
    const box = h('div', {}, h('b', {}, week_in_words(Math.floor(week))));
    const add = (name: string, text: string): void => box.append(h('div', {}, `${name}${colon()}${text}`));
    if (week < 0) {
      const block = Math.floor((week + report.study.burn_in_weeks) / report.weeks_per_block);
      add(before_title(), figure(report.burn_in.mean[i]?.[block] ?? null, unit));
      return box.innerHTML;
    }
    const block = Math.floor(week / report.weeks_per_block);
    for (const arm of report.arms) add(title(arm), figure(arm.path.mean[i]?.[block] ?? null, unit));
    const at = (list: Number[][]): Number => list[i]?.[block] ?? null;
    if (contrast) {
      const { delta, low, high } = contrast.path;
      add('Δ', `${difference(at(delta), unit)} (${interval(at(low), at(high), unit)})`);
    }
    return box.innerHTML;
  };
}

const legend = (): object => ({
  type: report.arms.length > 6 ? 'scroll' : 'plain',
  top: 0,
  left: 0,
  itemWidth: 26,
  itemHeight: 8,
  textStyle: { fontSize: 12, color: ink },
  data: [...(report.study.burn_in_weeks > 0 ? [before_title()] : []), ...report.arms.map(title)].map((name) => ({
    name,
  })),
});

export function path_option(state: PathState): Option {
  const narrow = is_narrow(),
    left = narrow ? 52 : 64,
    right = narrow ? 10 : 16;
  const { contrast } = state;
  return {
    legend: legend(),
    grid: [
      { left, right, top: narrow ? 98 : 68, height: 220 },
      { left, right, top: narrow ? 362 : 332, height: 110 },
    ],
    title: {
      text: contrast ? `Δ ${path_title(arm_a(contrast))} − ${path_title(arm_b(contrast))}` : '',
      left: 0,
      top: narrow ? 334 : 304,
      padding: 0,
      textStyle: { fontSize: 12, fontWeight: 'normal', color: soft },
    },
    xAxis: [year_axis(0, false), year_axis(1, true)],
    yAxis: value_axes(state),
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: tooltip(state, report.indicators[state.indicator]!),
      axisPointer: { type: 'line', lineStyle: { color: '#98a3af' } },
      textStyle: { fontSize: 12 },
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    series: series(state),
  };
}
