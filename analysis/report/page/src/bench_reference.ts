// The reference workload: one size on more threads, cost by size, and sizes that grow with the threads.
import { arm_colours, axis_style, chart_figure, even, is_narrow, paper, soft, type Option, type Table } from './charts';
import { h, section } from './dom';
import { brief, colon, number, percent, tr } from './language';
import {
  bench,
  cost,
  data_table,
  gain,
  grid,
  legend,
  points_of,
  rate,
  rate_axis,
  residents_in_words,
  short_people,
  sizes_measured,
  threads_axis,
  threads_in_words,
  threads_measured,
  most_threads,
  widest,
} from './bench_data';
import type { ReferencePoint } from '../generated/bench';

const colour = (i: number): string => arm_colours[i % arm_colours.length]!;
const height = (): number => (is_narrow() ? 320 : 380);
const nanoseconds = (value: number): string => `${number(value, { maximumFractionDigits: 2 })} ${tr('纳秒', 'ns')}`;
const updates_axis = (): string => tr('次更新/秒', 'updates/s');

const line = (name: string, data: (number | null)[], stroke: string, dashed = false): object => ({
  type: 'line',
  name,
  data,
  symbol: dashed ? 'none' : 'circle',
  symbolSize: 8,
  color: stroke,
  lineStyle: { width: dashed ? 1.2 : 2.2, type: dashed ? 'dashed' : 'solid' },
  itemStyle: { color: stroke },
  silent: dashed,
});

/** The speed that `threads` would reach if each gave as much as the first. */
const ideal = (points: ReferencePoint[], threads: number): number =>
  (points[0]!.updates_per_second / points[0]!.threads) * threads;

function strong_option(): Option {
  const series = sizes_measured.flatMap((residents, i) => {
    const points = points_of(residents);
    return [
      line(
        residents_in_words(residents),
        points.map((point) => point.updates_per_second),
        colour(i),
      ),
      line(
        tr('理想', 'ideal'),
        threads_measured.map((threads) => ideal(points, threads)),
        even,
        true,
      ),
    ];
  });
  const all = bench.strong.flatMap((point) => [
    point.updates_per_second,
    ideal(points_of(point.residents), point.threads),
  ]);
  return {
    grid: grid(),
    legend: legend([...sizes_measured.map(residents_in_words), tr('理想', 'ideal')]),
    xAxis: threads_axis(threads_measured),
    yAxis: rate_axis(updates_axis(), all),
    tooltip: { trigger: 'axis', valueFormatter: (value: number) => rate(value) },
    series,
  };
}

const reference_rows = (points: ReferencePoint[]): string[][] =>
  points.map((point) => [
    short_people(point.residents),
    number(point.threads),
    rate(point.updates_per_second) + (point.load.disturbed ? ' *' : ''),
    `${rate(point.updates_per_second_min)} – ${rate(point.updates_per_second_max)}`,
    nanoseconds(cost(point.updates_per_second, point.threads)),
    point.handwritten_updates_per_second > 0 ? rate(point.handwritten_updates_per_second) : '–',
    point.handwritten_updates_per_second > 0 ? brief(point.share_of_handwritten) : '–',
    number(point.bytes_per_resident, { maximumFractionDigits: 1 }),
    number(point.build_seconds, { maximumFractionDigits: 2 }),
  ]);

const reference_heads = (): string[] => [
  tr('居民数', 'Residents'),
  tr('线程', 'Threads'),
  tr('次更新/秒', 'Updates/s'),
  tr('最小 – 最大', 'Least – most'),
  tr('每次更新每线程', 'Per update and thread'),
  tr('手写代码 次/秒', 'Hand-written, updates/s'),
  tr('与手写代码之比', 'Share of hand-written'),
  tr('字节/居民', 'Bytes per resident'),
  tr('生成(秒)', 'Build (s)'),
];

const reference_csv = (points: ReferencePoint[]): Table => [
  [
    'residents',
    'threads',
    'updates_per_second',
    'min',
    'max',
    'handwritten_updates_per_second',
    'bytes_per_resident',
    'build_seconds',
    'state_hash',
    'hashed_ticks',
  ],
  ...points.map((point) => [
    point.residents,
    point.threads,
    point.updates_per_second,
    point.updates_per_second_min,
    point.updates_per_second_max,
    point.handwritten_updates_per_second,
    point.bytes_per_resident,
    point.build_seconds,
    point.state_hash,
    point.hashed_ticks,
  ]),
];

const starred = (points: ReferencePoint[]): HTMLElement | null =>
  points.some((point) => point.load.disturbed)
    ? h(
        'p',
        { class: 'figure-note' },
        tr('* 测量期间有其他程序占用本机。', '* Other programs used the machine meanwhile.'),
      )
    : null;

export function strong(): HTMLElement | null {
  if (bench.strong.length === 0) return null;
  const gains = sizes_measured
    .map((residents) => ({ residents, factor: gain(points_of(residents)) }))
    .filter((row): row is { residents: number; factor: number } => row.factor !== null);
  return section(
    'strong',
    tr('线程增加，规模不变', 'More threads, the same size'),
    tr(
      '参照负载：固定关系网络上的参与扩散，每名居民每步看一遍邻居的状态。虚线是每个线程都与第一个同样有效时的速度。',
      'The reference workload: participation spreads on a fixed network; each resident looks at all neighbours in each tick. Dashed: what it would be if each thread did as much as the first.',
    ),
    chart_figure({
      id: 'strong',
      title: tr('速度与线程', 'Speed by threads'),
      describe: () =>
        gains.length > 0
          ? tr(
              `线程由 ${threads_measured[0]} 增至 ${most_threads} 时的加速比${colon()}`,
              `Faster from ${threads_measured[0]} to ${threads_in_words(most_threads)} by a factor of: `,
            ) +
            gains
              .map(({ residents, factor }) => `${residents_in_words(residents)} ${brief(factor)}`)
              .join(tr('，', ', ')) +
            tr('。', '.')
          : tr('只测了一种线程数。', 'Only one number of threads was measured.'),
      height,
      option: strong_option,
      table: () => reference_csv(bench.strong),
    }).element,
    data_table(
      tr('多次重复的中位数', 'Medians of several repetitions'),
      reference_heads(),
      reference_rows(bench.strong),
    ),
    starred(bench.strong),
  );
}

const size_axis = () => ({
  ...axis_style,
  type: 'category' as const,
  data: sizes_measured.map(short_people),
  name: tr('居民数', 'residents'),
  nameLocation: 'middle' as const,
  nameGap: 30,
});

function cost_option(): Option {
  const by_size = (threads: number, speed: (point: ReferencePoint) => number): (number | null)[] =>
    sizes_measured.map((residents) => {
      const point = points_of(residents).find((p) => p.threads === threads);
      return point && speed(point) > 0 ? cost(speed(point), threads) : null;
    });
  const counts = [...new Set([threads_measured[0]!, most_threads])];
  return {
    grid: grid(),
    legend: legend(),
    xAxis: size_axis(),
    yAxis: {
      ...axis_style,
      type: 'value',
      min: 0,
      name: tr('纳秒/次更新/线程', 'ns per update and thread'),
      nameTextStyle: { color: soft, align: 'left' },
    },
    tooltip: { trigger: 'axis', valueFormatter: nanoseconds },
    series: counts.flatMap((threads, i) => [
      line(
        tr(`引擎，${threads_in_words(threads)}`, `engine, ${threads_in_words(threads)}`),
        by_size(threads, (point) => point.updates_per_second),
        colour(i),
      ),
      {
        ...line(
          tr(`手写代码，${threads_in_words(threads)}`, `hand-written, ${threads_in_words(threads)}`),
          by_size(threads, (point) => point.handwritten_updates_per_second),
          colour(i),
        ),
        symbol: 'emptyCircle',
        lineStyle: { width: 1.6, type: 'dotted' },
      },
    ]),
  };
}

function share_option(): Option {
  return {
    grid: { ...grid(), top: 32 },
    xAxis: size_axis(),
    yAxis: {
      ...axis_style,
      type: 'value',
      min: 0,
      max: ({ max }: { max: number }) => Math.max(1, Math.ceil(max * 5) / 5),
      axisLabel: { ...axis_style.axisLabel, formatter: percent },
    },
    tooltip: { trigger: 'item', valueFormatter: percent },
    series: [
      {
        type: 'bar',
        name: tr('引擎', 'engine'),
        color: colour(0),
        barMaxWidth: 60,
        data: widest().map((point) => point.share_of_handwritten),
        label: {
          show: true,
          position: 'insideTop',
          color: paper,
          formatter: ({ value }: { value: number }) => percent(value),
        },
        markLine: {
          silent: true,
          symbol: 'none',
          data: [{ yAxis: 1 }],
          lineStyle: { color: even, type: 'dashed' },
          label: { formatter: tr('手写代码', 'hand-written'), position: 'insideEndTop', color: soft },
        },
      },
    ],
  };
}

export function sizes(): HTMLElement | null {
  const points = widest();
  if (points.length === 0) return null;
  const costs = points.map((point) => cost(point.updates_per_second, point.threads));
  const factor = Math.max(...costs) / Math.min(...costs);
  return section(
    'sizes',
    tr('规模', 'Size'),
    tr(
      '城镇越大，邻居的状态离处理器越远：每次更新的成本随规模上升多少，手写代码又需要多少。',
      'In a larger town the state of neighbours lies further from the processor: how much dearer an update becomes, and what hand-written code needs.',
    ),
    chart_figure({
      id: 'cost',
      title: tr('每次更新的成本', 'Cost of an update'),
      describe: () =>
        tr(
          `${threads_in_words(most_threads)}时，每次更新每线程用 ${nanoseconds(Math.min(...costs))}至 ${nanoseconds(Math.max(...costs))}，最大为最小的 ${brief(factor)} 倍。`,
          `With ${threads_in_words(most_threads)} an update takes each thread ${nanoseconds(Math.min(...costs))} to ${nanoseconds(Math.max(...costs))}, a factor of ${brief(factor)}.`,
        ),
      height,
      option: cost_option,
      table: () => reference_csv(bench.strong),
    }).element,
    chart_figure({
      id: 'share',
      title: tr('与手写代码之比', 'Share of hand-written code'),
      describe: () =>
        tr(`${threads_in_words(most_threads)}时，`, `With ${threads_in_words(most_threads)}: `) +
        points
          .map((point) => `${residents_in_words(point.residents)} ${percent(point.share_of_handwritten)}`)
          .join(tr('，', ', ')) +
        tr('。', '.'),
      height: () => 280,
      option: share_option,
      table: () => reference_csv(points),
    }).element,
  );
}

function weak_option(): Option {
  const per_thread = (point: ReferencePoint): number => point.updates_per_second / point.threads;
  const first = per_thread(bench.weak[0]!);
  const threads = bench.weak.map((point) => point.threads);
  return {
    grid: grid(),
    legend: legend(),
    xAxis: threads_axis(threads),
    yAxis: {
      ...axis_style,
      type: 'value',
      min: 0,
      axisLabel: { ...axis_style.axisLabel, formatter: percent },
    },
    tooltip: { trigger: 'axis', valueFormatter: percent },
    series: [
      line(
        tr('每线程的速度', 'speed of a thread'),
        bench.weak.map((point) => per_thread(point) / first),
        colour(0),
      ),
      line(
        tr('理想', 'ideal'),
        threads.map(() => 1),
        even,
        true,
      ),
    ],
  };
}

export function weak(): HTMLElement | null {
  const last = bench.weak.at(-1);
  if (!last) return null;
  const first = bench.weak[0]!;
  const efficiency = (last.updates_per_second / last.threads / first.updates_per_second) * first.threads;
  return section(
    'weak',
    tr('规模随线程增长', 'Size growing with the threads'),
    tr(
      `每个线程${residents_in_words(first.residents / first.threads)}：线程增加而每线程的工作不变，速度本应保持 100%。`,
      `${residents_in_words(first.residents / first.threads)} for each thread: the work of a thread stays the same, and so should its speed.`,
    ),
    chart_figure({
      id: 'weak',
      title: tr('每线程的速度，以一个线程为 100%', 'Speed of a thread, alone = 100%'),
      describe: () =>
        tr(
          `${threads_in_words(last.threads)}时，每线程的速度为单线程的 ${percent(efficiency)}。`,
          `With ${threads_in_words(last.threads)} each works at ${percent(efficiency)} of the speed of one alone.`,
        ),
      height: () => 280,
      option: weak_option,
      table: () => reference_csv(bench.weak),
    }).element,
    data_table(tr('多次重复的中位数', 'Medians of several repetitions'), reference_heads(), reference_rows(bench.weak)),
    starred(bench.weak),
  );
}
