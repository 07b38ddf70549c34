// Differences with their intervals, one to a row.
import { axis_style, ink, is_narrow, soft, type Option } from './charts';
import { h } from './dom';
import { difference, interval } from './units';
import { mark, verdict_colour, verdict_symbol } from './looks';
import type { Indicator, Number, Verdict } from './types';

export interface Whisker {
  name: string;
  delta: number;
  low: Number;
  high: Number;
  verdict: Verdict;
}

interface Api {
  value: (i: number) => number;
  coord: (point: number[]) => number[];
}

/** A line from low to high in each row, with ends if they are wanted. */
export const spans = (rows: { low: number; high: number; verdict: Verdict }[], ends: boolean): object => ({
  type: 'custom',
  silent: true,
  z: 2,
  tooltip: { show: false },
  data: rows.map(({ low, high }, i) => [i, low, high]),
  renderItem: (_: unknown, api: Api) => {
    const [x1, y] = api.coord([api.value(1), api.value(0)]) as [number, number],
      [x2] = api.coord([api.value(2), api.value(0)]) as [number, number];
    const style = { stroke: verdict_colour[rows[api.value(0)]!.verdict], lineWidth: 2 };
    const line = (from: number[], to: number[]): object => ({
      type: 'line',
      shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
      style,
    });
    return {
      type: 'group',
      children: [line([x1, y], [x2, y]), ...(ends ? [x1, x2].map((x) => line([x, y - 4], [x, y + 4])) : [])],
    };
  },
});

/** A mark at each row's value. */
export const points = (rows: { value: number; verdict: Verdict }[], size: number): object => ({
  type: 'scatter',
  z: 3,
  symbolSize: size,
  data: rows.map(({ value, verdict }, i) => ({
    value: [value, i],
    symbol: verdict_symbol[verdict],
    itemStyle: { color: verdict_colour[verdict] },
  })),
});

/** "✓ +0.3 (+0.1 to +0.5)" */
export const in_figures = ({ delta, low, high, verdict }: Whisker, unit: string): string =>
  `${mark[verdict]} ${difference(delta, unit, false)} (${interval(low, high, unit)})`;

function tooltip(row: Whisker, unit: string): string {
  const box = h(
    'div',
    {},
    h('b', {}, row.name),
    h('div', {}, `${difference(row.delta, unit)} (${interval(row.low, row.high, unit)})`),
  );
  return box.innerHTML;
}

const value_axis = (reach: number, unit: string): object => ({
  ...axis_style,
  type: 'value',
  min: -reach,
  max: reach,
  axisLabel: {
    ...axis_style.axisLabel,
    hideOverlap: true,
    showMinLabel: false,
    showMaxLabel: false,
    formatter: (value: number) => difference(value, unit, false),
  },
});

/** A chart of rows in the unit of an indicator; `labels` where there is room for each row's name and figures. */
export function whiskers(rows: Whisker[], indicator: Indicator, labels: boolean): Option {
  const narrow = is_narrow();
  const bounded = rows.map(({ delta, low, high, verdict }) => ({ low: low ?? delta, high: high ?? delta, verdict }));
  const all = [indicator.smallest, ...bounded.flatMap(({ low, high }) => [low, high])];
  const category = { type: 'category', inverse: true, axisLine: { show: false } };
  return {
    grid: { left: narrow ? 92 : 150, right: narrow ? 16 : 210, top: 12, bottom: 30 },
    xAxis: value_axis(Math.max(...all.map(Math.abs), 1e-9) * 1.1, indicator.unit),
    yAxis: [
      {
        ...axis_style,
        ...category,
        data: rows.map(({ name }) => name),
        axisLabel: { color: ink, fontSize: 12, interval: labels ? 0 : 'auto' },
      },
      {
        ...category,
        position: 'right',
        axisTick: { show: false },
        data: rows.map((row) => in_figures(row, indicator.unit)),
        axisLabel: { show: !narrow && labels, color: soft, fontSize: 12, interval: 0 },
      },
    ],
    tooltip: { trigger: 'item', confine: true, textStyle: { fontSize: 12 } },
    series: [
      spans(bounded, false),
      {
        ...points(
          rows.map(({ delta, verdict }) => ({ value: delta, verdict })),
          11,
        ),
        tooltip: {
          formatter: ({ dataIndex }: { dataIndex: number }) => tooltip(rows[dataIndex]!, indicator.unit),
        },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: '#7b8794', type: 'solid' },
          data: [{ xAxis: 0 }],
        },
      },
    ],
  };
}
