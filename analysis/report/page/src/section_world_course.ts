// How the difference between two arms unfolds over the years: median and bands over worlds.
import { band, type Point } from './band';
import { axis_style, chart_figure, ink, is_narrow, type Option, type Table } from './charts';
import { difference_axis, difference_marks } from './difference_axis';
import { choice, controls, h, menu, section } from './dom';
import { of, tr, upper } from './language';
import { indicator_at, report } from './study';
import { difference, interval } from './units';
import { arm_at, arm_pairs, said, worlds } from './worlds';
import type { Indicator, Number, WorldCourse, WorldYear } from './types';

/** What was chosen, kept when the page is built again in the other language. */
let chosen: WorldCourse | undefined;

/** Where an arm changes course later than at the start, that is what the chart is for. */
const first_course = (): WorldCourse => {
  const { a, b } = arm_pairs()[0]!;
  const all = worlds!.courses;
  return all.find(({ first }) => first > 0) ?? all.find((one) => one.a === a && one.b === b) ?? all[0]!;
};

const indicator_of = (course: WorldCourse): Indicator => report.indicators[indicator_at(course.indicator)]!;
const calendar = (year: number): number => report.study.start_year + year;

const line_of = (course: WorldCourse, pick: (year: WorldYear) => Number): Point[] =>
  course.years.map((year, i) => [i + 0.5, pick(year)]);

const year_axis = (course: WorldCourse): object => ({
  ...axis_style,
  type: 'value',
  min: 0,
  max: course.years.length,
  interval: 0.5,
  splitLine: { show: false },
  axisLine: { ...axis_style.axisLine, onZero: false },
  axisLabel: {
    ...axis_style.axisLabel,
    hideOverlap: true,
    formatter: (at: number) => (Number.isInteger(at) ? '' : String(calendar(Math.floor(at)))),
  },
});

const option = (course: WorldCourse): Option => ({
  grid: { left: is_narrow() ? 52 : 64, right: 16, top: 14, bottom: 30 },
  xAxis: year_axis(course),
  yAxis: difference_axis(indicator_of(course), course.years),
  tooltip: {
    trigger: 'axis',
    confine: true,
    textStyle: { fontSize: 12 },
    formatter: (rows: { dataIndex: number }[]) => tooltip(course, rows[0]?.dataIndex ?? 0),
  },
  series: [
    band(
      line_of(course, ({ low }) => low),
      line_of(course, ({ high }) => high),
      ink,
    ),
    band(
      line_of(course, ({ lower }) => lower),
      line_of(course, ({ upper: top }) => top),
      ink,
    ),
    {
      type: 'line',
      data: line_of(course, ({ median }) => median),
      symbolSize: 6,
      z: 3,
      lineStyle: { color: ink, width: 2 },
      itemStyle: { color: ink },
      markLine: difference_marks(indicator_of(course), course.first > 0 ? [{ xAxis: course.first }] : []),
    },
  ],
});

function tooltip(course: WorldCourse, i: number): string {
  const year = course.years[i]!,
    { unit } = indicator_of(course);
  const text = tr(
    `中位数 ${difference(year.median, unit)}；九成世界 ${interval(year.low, year.high, unit)}，半数 ${interval(year.lower, year.upper, unit)}`,
    `median ${difference(year.median, unit)}; nine worlds in ten ${interval(year.low, year.high, unit)}, half ${interval(year.lower, year.upper, unit)}`,
  );
  return h('div', {}, h('b', {}, String(calendar(i))), h('div', {}, text)).innerHTML;
}

const table = (): Table => [
  [
    'first',
    'second',
    'indicator',
    'year',
    'worlds',
    'low',
    'lower',
    'median',
    'upper',
    'high',
    'ahead',
    'neither',
    'behind',
  ],
  ...worlds!.courses.flatMap((course) =>
    course.years.map((one, i): Table[number] => [
      ...[arm_at(course.a).name, arm_at(course.b).name, course.indicator, calendar(i), one.worlds],
      ...[one.low, one.lower, one.median, one.upper, one.high, one.ahead, one.neither, one.behind],
    ]),
  ),
];

function pickers(now: WorldCourse, pick: (change: Partial<WorldCourse>) => void): HTMLElement {
  const keys = [...new Set(worlds!.courses.map(({ indicator }) => indicator))];
  const pairs = arm_pairs();
  return controls(
    choice(
      tr('指标', 'Indicator'),
      keys.map((value) => ({ value, name: upper(of(report.indicators[indicator_at(value)]!.name)) })),
      now.indicator,
      (indicator) => pick({ indicator }),
    ),
    pairs.length > 1
      ? menu(
          tr('比较', 'Comparison'),
          pairs.map((value) => ({ value, name: value.name })),
          pairs.find(({ a, b }) => a === now.a && b === now.b)!,
          ({ a, b }) => pick({ a, b }),
        )
      : null,
  );
}

export function world_course(): HTMLElement | null {
  if (!worlds || worlds.courses.length === 0) return null;
  const now = (): WorldCourse => (chosen ??= first_course());
  const sentence = h('p', { class: 'lead' }, said(now().said));
  const chart = chart_figure({
    id: 'course',
    title: tr('逐年差值：各世界的中位数与范围', 'Difference by year: median and ranges over worlds'),
    height: () => 260,
    option: () => option(now()),
    describe: () => said(now().said),
    table,
    note: () => '',
  });
  const pick = (change: Partial<WorldCourse>): void => {
    const { a, b, indicator } = { ...now(), ...change };
    chosen = worlds!.courses.find((one) => one.a === a && one.b === b && one.indicator === indicator) ?? now();
    sentence.textContent = said(chosen.said);
    chart.redraw();
  };
  return section(
    'course',
    tr('差距逐年怎样变化', 'How the difference unfolds over the years'),
    tr(
      '前者减后者，每点为一年的均值。线为各世界的中位数；深色带内有半数世界，浅色带内有九成世界；虚线之间的差别小到没有实际意义，竖线处有方案开始转变。',
      'First minus second, a point for the mean of each year. The line is the median over worlds; half of all worlds lie in the dark band, nine in ten in the light one. Between the dashed lines a difference is too small to matter; at the upright line an arm changes course.',
    ),
    pickers(now(), pick),
    sentence,
    chart.element,
  );
}
