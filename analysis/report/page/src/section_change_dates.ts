// When a change had best come: arms that make the same change in different weeks, against the one that never does.
import { axis_style, chart_figure, ink, is_narrow, type Option, type Table } from './charts';
import { difference_axis, difference_marks } from './difference_axis';
import { choice, controls, h, section } from './dom';
import { of, tr, upper } from './language';
import { indicator_at, report } from './study';
import { difference, interval } from './units';
import { arm_at, hundredths, said, worlds } from './worlds';
import type { ChangeDates, DatedArm, Indicator, Number } from './types';

/** What was chosen, kept when the page is built again in the other language. */
let chosen = 0;

const indicator_of = (dates: ChangeDates): Indicator => report.indicators[indicator_at(dates.indicator)]!;
const weeks_per_year = 52;
const year_of = ({ week }: DatedArm): string => {
  const years = week / weeks_per_year,
    text = Number.isInteger(years) ? String(years) : years.toFixed(1);
  return week === 0 ? tr('立即', 'at once') : tr(`${text}年后`, `year ${text}`);
};

/** A bar from one value to another at each date. */
const bars = (
  dates: ChangeDates,
  from: (one: DatedArm) => Number,
  to: (one: DatedArm) => Number,
  width: number,
): object => ({
  type: 'custom',
  silent: true,
  data: dates.dated.map((one, i) => [i, from(one), to(one)]),
  renderItem: (_: unknown, api: { value: (i: number) => number; coord: (p: number[]) => number[] }) => {
    const [x, low] = api.coord([api.value(0), api.value(1)]) as [number, number],
      [, high] = api.coord([api.value(0), api.value(2)]) as [number, number];
    return {
      type: 'rect',
      shape: { x: x - width / 2, y: high, width, height: low - high },
      style: { fill: ink, opacity: 0.16 },
    };
  },
});

const date_axis = (dates: ChangeDates): object => ({
  ...axis_style,
  type: 'category',
  data: dates.dated.map(year_of),
  axisTick: { show: false },
  splitLine: { show: false },
  axisLine: { ...axis_style.axisLine, onZero: false },
  axisLabel: { ...axis_style.axisLabel, color: ink, interval: 0 },
  name: tr('何时转变', 'When the change comes'),
  nameLocation: 'middle',
  nameGap: 30,
  nameTextStyle: { color: ink, fontSize: 12.5, fontWeight: 650 },
});

function option(dates: ChangeDates): Option {
  const width = is_narrow() ? 18 : 34;
  return {
    grid: { left: is_narrow() ? 52 : 64, right: 16, top: 14, bottom: 46 },
    xAxis: date_axis(dates),
    yAxis: difference_axis(indicator_of(dates), dates.dated),
    tooltip: {
      trigger: 'axis',
      confine: true,
      textStyle: { fontSize: 12 },
      formatter: (rows: { dataIndex: number }[]) => tooltip(dates, rows[0]?.dataIndex ?? 0),
    },
    series: [
      bars(
        dates,
        ({ low }) => low,
        ({ high }) => high,
        width,
      ),
      bars(
        dates,
        ({ lower }) => lower,
        ({ upper: top }) => top,
        width,
      ),
      {
        type: 'line',
        data: dates.dated.map(({ median }) => median),
        symbolSize: 8,
        z: 3,
        lineStyle: { color: ink, width: 2 },
        itemStyle: { color: ink },
        markLine: difference_marks(indicator_of(dates)),
      },
    ],
  };
}

function tooltip(dates: ChangeDates, i: number): string {
  const one = dates.dated[i]!,
    { unit } = indicator_of(dates);
  const text = tr(
    `${of(arm_at(one.arm).title)}：中位数 ${difference(one.median, unit)}；九成世界 ${interval(one.low, one.high, unit)}；每100个世界中最好的有 ${hundredths(one.best)} 个`,
    `${of(arm_at(one.arm).title)}: median ${difference(one.median, unit)}; nine worlds in ten ${interval(one.low, one.high, unit)}; best in ${hundredths(one.best)} worlds of 100`,
  );
  return h('div', {}, text).innerHTML;
}

const table = (): Table => [
  [
    'never',
    'arm',
    'week',
    'indicator',
    'worlds',
    'low',
    'lower',
    'median',
    'upper',
    'high',
    'ahead',
    'neither',
    'behind',
    'best',
  ],
  ...worlds!.dates.flatMap(({ never, indicator, dated }) =>
    dated.map((one): Table[number] => [
      ...[arm_at(never).name, arm_at(one.arm).name, one.week, indicator, one.worlds],
      ...[one.low, one.lower, one.median, one.upper, one.high, one.ahead, one.neither, one.behind, one.best],
    ]),
  ),
];

export function change_dates(): HTMLElement | null {
  if (!worlds || worlds.dates.length === 0) return null;
  const all = worlds.dates;
  const now = (): ChangeDates => all[chosen] ?? all[0]!;
  const chart = chart_figure({
    id: 'dates',
    title: tr('与始终不变相比的差值，全部年份的均值', 'Difference to never changing, in the mean of all years'),
    height: () => 280,
    option: () => option(now()),
    describe: () => said(now().said),
    table,
  });
  return section(
    'dates',
    tr('何时转变最好', 'When the change had best come'),
    tr(
      '横轴为转变的时点，折线为各世界差值的中位数；深色段内有半数世界，浅色段内有九成世界；虚线之间的差别小到没有实际意义。',
      'Across: when the change comes. The line is the median of the difference over worlds; half of all worlds lie in the dark part of a bar, nine in ten within the bar. Between the dashed lines a difference is too small to matter.',
    ),
    controls(
      choice(
        tr('指标', 'Indicator'),
        all.map(({ indicator }, value) => ({
          value,
          name: upper(of(report.indicators[indicator_at(indicator)]!.name)),
        })),
        chosen,
        (value) => {
          chosen = value;
          chart.redraw();
        },
      ),
    ),
    chart.element,
  );
}
