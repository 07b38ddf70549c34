// How an indicator answers to one key.
import { band, type Point } from './band';
import { arm_colours, axis_style, chart_figure, ink, is_narrow, soft, type Option, type Table } from './charts';
import { h, section } from './dom';
import {
  change,
  chosen,
  data,
  figures,
  grid,
  held_in_words,
  held_menus,
  indicator,
  indicator_menu,
  indicator_name,
  indicator_with_unit,
  is_switch,
  key_menu,
  key_name,
  key_with_unit,
  level,
  level_with_unit,
  live,
  on_change,
  place,
  points,
  title,
  varied,
} from './explore_data';
import { column, levels, neighbours_of, running_mean, slice } from './explore_math';
import { colon, of, tr } from './language';
import { figure } from './units';

const colour = (arm: number): string => arm_colours[arm % arm_colours.length]!;
const symbol = (arm: number): string => ['circle', 'rect', 'triangle', 'diamond'][arm % 4]!;

/** Points of the chart by the chosen key: of a grid those at the held levels, else all. */
const shown = (): number[] => {
  const at = grid ? slice(points, [chosen.x], chosen.held) : points.map((_, i) => i);
  return at.sort((p, q) => points[p]![chosen.x]! - points[q]![chosen.x]!);
};
const x_of = (point: number): number => points[point]![chosen.x]!;
const line_of = (arm: number, what: 'mean' | 'low' | 'high', at: number[]): Point[] =>
  at.map((point) => [x_of(point), figures(arm, what)[point]!]);

/** Stretches without a gap. */
function stretches(line: Point[]): [from: number, to: number][] {
  const found: [number, number][] = [];
  line.forEach(([, value], i) => {
    if (value === null) return;
    const last = found.at(-1);
    if (last && last[1] === i) last[1] = i + 1;
    else found.push([i, i + 1]);
  });
  return found;
}

/** Bands that end at gaps, and a bar where a point stands alone. */
const ranges = (line: Point[], low: Point[], high: Point[], stroke: string): object[] =>
  stretches(line).map(([from, to]) =>
    to - from > 1
      ? band(low.slice(from, to), high.slice(from, to), stroke)
      : {
          type: 'line',
          silent: true,
          symbol: 'none',
          tooltip: { show: false },
          data: [low[from]!, high[from]!],
          lineStyle: { color: stroke, width: 6, opacity: 0.25 },
        },
  );

const named = (arm: number): object => ({ name: title(arm), itemStyle: { color: colour(arm) }, symbol: symbol(arm) });

function curves(): object[] {
  const at = shown();
  return data.arms.flatMap((_, arm) => {
    const line = line_of(arm, 'mean', at),
      low = line_of(arm, 'low', at),
      high = line_of(arm, 'high', at);
    return [
      ...(data.replicates > 1 ? ranges(line, low, high, colour(arm)) : []),
      { ...named(arm), type: 'line', data: line, symbolSize: 7, z: 3, lineStyle: { color: colour(arm), width: 2 } },
    ];
  });
}

/** Every point, and the mean over its neighbours. */
function clouds(): object[] {
  const x = column(points, chosen.x);
  return data.arms.flatMap((_, arm) => {
    const y = figures(arm, 'mean');
    return [
      {
        ...named(arm),
        type: 'scatter',
        data: line_of(arm, 'mean', shown()),
        symbolSize: 6,
        z: 2,
        itemStyle: { color: colour(arm), opacity: 0.45 },
      },
      {
        ...named(arm),
        type: 'line',
        data: running_mean(x, y, neighbours_of(points.length)),
        symbol: 'none',
        z: 3,
        silent: true,
        tooltip: { show: false },
        lineStyle: { color: colour(arm), width: 2.5 },
      },
    ];
  });
}

function x_axis(): object {
  const all = levels(column(points, chosen.x)),
    first = all[0]!,
    last = all.at(-1)!,
    room = (last - first || 1) * 0.03;
  const few = all.length <= (is_narrow() ? 5 : 12);
  return {
    ...axis_style,
    type: 'value',
    min: first - room,
    max: last + room,
    name: key_with_unit(chosen.x),
    nameLocation: 'middle',
    nameGap: 30,
    nameTextStyle: { color: ink, fontSize: 12, width: is_narrow() ? 280 : 700, overflow: 'truncate' },
    axisLine: { ...axis_style.axisLine, onZero: false },
    axisTick: { show: true, ...(few ? { customValues: all } : {}) },
    splitLine: { show: false },
    axisLabel: {
      ...axis_style.axisLabel,
      hideOverlap: true,
      showMinLabel: few,
      showMaxLabel: few,
      ...(few ? { customValues: all } : {}),
      formatter: (value: number) =>
        is_switch(data.keys[chosen.x]!) && !all.includes(value) ? '' : level(chosen.x, value),
    },
  };
}

function y_axis(): object {
  const { unit } = indicator();
  const values = data.arms.flatMap((_, arm) =>
    (grid && data.replicates > 1 ? (['low', 'high', 'mean'] as const) : (['mean'] as const)).flatMap((what) =>
      figures(arm, what),
    ),
  );
  const known = values.filter((value): value is number => value !== null);
  const low = Math.min(...known),
    high = Math.max(...known),
    room = known.length > 0 ? (high - low || Math.abs(high) || 1) * 0.06 : 1;
  return {
    ...axis_style,
    type: 'value',
    ...(known.length > 0 ? { min: low - room, max: high + room } : {}),
    axisLine: { show: false },
    axisLabel: {
      ...axis_style.axisLabel,
      showMinLabel: false,
      showMaxLabel: false,
      formatter: (y: number) => figure(y, unit),
    },
  };
}

const range_of = (arm: number, point: number): string => {
  const { unit } = indicator();
  const mean = figure(figures(arm, 'mean')[point]!, unit);
  if (data.replicates < 2 || figures(arm, 'mean')[point] === null) return mean;
  return `${mean} (${figure(figures(arm, 'low')[point]!, unit)} ${tr('至', 'to')} ${figure(figures(arm, 'high')[point]!, unit)})`;
};

function point_box(point: number, arms: number[], heading: string): string {
  const box = h('div', {}, h('b', {}, heading));
  for (const arm of arms) box.append(h('div', {}, `${title(arm)}${colon()}${range_of(arm, point)}`));
  if (data.failed[point]! > 0)
    box.append(h('div', {}, tr(`${data.failed[point]!} 次重复失败`, `${data.failed[point]!} replicates failed`)));
  return box.innerHTML;
}

const tooltip = (): object => ({
  confine: true,
  textStyle: { fontSize: 12 },
  axisPointer: { type: 'line', lineStyle: { color: '#98a3af' } },
  ...(grid
    ? {
        trigger: 'axis',
        formatter: (rows: { axisValue: number }[]) => {
          const at = rows[0]?.axisValue ?? 0;
          const point = shown().reduce((p, q) => (Math.abs(x_of(q) - at) < Math.abs(x_of(p) - at) ? q : p));
          return point_box(
            point,
            data.arms.map((_, arm) => arm),
            `${key_name(chosen.x)} ${level_with_unit(chosen.x, x_of(point))}`,
          );
        },
      }
    : {
        trigger: 'item',
        formatter: ({ dataIndex, seriesIndex }: { dataIndex: number; seriesIndex: number }) => {
          const point = shown()[dataIndex]!;
          return point_box(
            point,
            [Math.floor(seriesIndex / 2)],
            `#${data.points.number[point]!} ${place(points[point]!, varied)}`,
          );
        },
      }),
});

const option = (): Option => ({
  legend: {
    type: 'scroll',
    top: 0,
    left: 0,
    itemWidth: grid ? 26 : 10,
    itemHeight: 8,
    textStyle: { fontSize: 12, color: ink },
    data: data.arms.map((_, arm) => title(arm)),
  },
  title: {
    text: indicator_with_unit(indicator()),
    left: 0,
    top: 30,
    padding: 0,
    textStyle: {
      fontSize: 12,
      fontWeight: 'normal',
      color: soft,
      width: is_narrow() ? 330 : 800,
      overflow: 'truncate',
    },
  },
  grid: { left: is_narrow() ? 52 : 64, right: 16, top: 54, bottom: 52 },
  xAxis: x_axis(),
  yAxis: y_axis(),
  tooltip: tooltip(),
  series: grid ? curves() : clouds(),
});

const what_lines_are = (): string => {
  if (!grid)
    return tr(
      `点为各参数点的均值，线为相邻 ${neighbours_of(points.length)} 个点的滑动平均；其余参数同时在变。`,
      `Dots are means of points, lines running means over ${neighbours_of(points.length)} neighbours; the other parameters vary too.`,
    );
  return data.replicates > 1
    ? tr('线为均值，带为 80% 模拟区间。', 'Lines are means; in the bands lie eight runs in ten.')
    : tr('每点一次运行。', 'One run at each point.');
};
const describe = (): string =>
  [
    tr(
      `${indicator_name(indicator())}随${key_name(chosen.x)}的变化。`,
      `${indicator_name(indicator())} against ${key_name(chosen.x)}.`,
    ),
    of(indicator().meaning),
    held_in_words([chosen.x]),
    what_lines_are(),
  ]
    .filter(Boolean)
    .join(tr('', ' '));

const table = (): Table => [
  ['point', ...data.keys.map(({ key }) => key), 'arm', 'mean', 'low', 'high'],
  ...shown().flatMap((point) =>
    data.arms.map(({ name }, arm) => [
      data.points.number[point]!,
      ...points[point]!,
      name,
      ...(['mean', 'low', 'high'] as const).map((what) => figures(arm, what)[point]!),
    ]),
  ),
];

export function response(): HTMLElement | null {
  if (varied.length === 0) return null;
  const chart = chart_figure({
    id: 'response',
    title: tr('指标随参数的变化', 'The indicator against a parameter'),
    height: () => (is_narrow() ? 360 : 420),
    option,
    describe,
    table,
  });
  on_change(chart.redraw);
  return section(
    'response',
    tr('响应曲线', 'Response'),
    '',
    live(() => [
      indicator_menu(),
      key_menu(tr('横轴', 'Across'), varied, chosen.x, (x) => change({ x })),
      ...held_menus([chosen.x]),
    ]),
    chart.element,
  );
}
