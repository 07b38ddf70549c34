// The model of the study: one replicate on more threads, and a replicate on each.
import { arm_colours, chart_figure, even, is_narrow, type Option, type Table } from './charts';
import { section } from './dom';
import { brief, number, of, tr } from './language';
import {
  bench,
  data_table,
  gain_of,
  grid,
  legend,
  rate,
  rate_axis,
  residents_in_words,
  threads_axis,
  threads_in_words,
} from './bench_data';
import type { ModelPoint } from '../generated/bench';

const alone = (): ModelPoint[] => bench.model.points.filter((point) => point.replicates === 1);
/** The ensembles, beginning with an ensemble of one. */
const together = (): ModelPoint[] =>
  bench.model.points.filter(
    (point) => point.replicates === point.threads && (point.replicates > 1 || point.threads === 1),
  );

const series = (name: string, points: ModelPoint[], colour: string, threads: number[]): object => ({
  type: 'line',
  name,
  color: colour,
  symbol: 'circle',
  symbolSize: 8,
  lineStyle: { width: 2.2 },
  data: threads.map((count) => points.find((point) => point.threads === count)?.resident_weeks_per_second ?? null),
});

function option(one: ModelPoint[], many: ModelPoint[]): Option {
  const threads = one.map((point) => point.threads);
  const first = one[0]!;
  const ideal = threads.map((count) => (first.resident_weeks_per_second / first.threads) * count);
  const measured = bench.model.points.map((point) => point.resident_weeks_per_second);
  return {
    grid: grid(),
    legend: legend(),
    xAxis: threads_axis(threads),
    yAxis: rate_axis(tr('居民·周/秒', 'resident-weeks/s'), [...measured, ...ideal]),
    tooltip: { trigger: 'axis', valueFormatter: (value: number | null) => (value === null ? '–' : rate(value)) },
    series: [
      series(tr('一次重复，多个线程', 'one replicate on all threads'), one, arm_colours[0]!, threads),
      series(tr('每个线程一次重复', 'a replicate on each thread'), many, arm_colours[1]!, threads),
      {
        type: 'line',
        name: tr('理想', 'ideal'),
        data: ideal,
        symbol: 'none',
        silent: true,
        color: even,
        lineStyle: { width: 1.2, type: 'dashed' },
      },
    ],
  };
}

function describe(one: ModelPoint[], many: ModelPoint[]): string {
  const first = one[0]!,
    most = one.at(-1)!.threads;
  const within = gain_of(one),
    beside = gain_of(many);
  if (within === null || beside === null)
    return tr(
      `${threads_in_words(1)}：每秒 ${rate(first.resident_weeks_per_second)} 居民·周。`,
      `${rate(first.resident_weeks_per_second)} resident-weeks a second on ${threads_in_words(1)}.`,
    );
  return tr(
    `${threads_in_words(most)}相对于 1 个：一次重复快 ${brief(within)} 倍，每线程一次重复快 ${brief(beside)} 倍。`,
    `${threads_in_words(most)} against one: ${brief(within)} times as fast within one replicate, ${brief(beside)} times with a replicate on each.`,
  );
}

const table = (): Table => [
  ['replicates', 'threads', 'residents', 'weeks', 'resident_weeks_per_second', 'min', 'max'],
  ...bench.model.points.map((point) => [
    point.replicates,
    point.threads,
    point.residents,
    point.weeks,
    point.resident_weeks_per_second,
    point.resident_weeks_per_second_min,
    point.resident_weeks_per_second_max,
  ]),
];

const medians = (): HTMLElement =>
  data_table(
    tr('多次重复的中位数', 'Medians of several repetitions'),
    [
      tr('并行的重复', 'Replicates at once'),
      tr('线程', 'Threads'),
      tr('居民·周/秒', 'Resident-weeks/s'),
      tr('最小 – 最大', 'Least – most'),
    ],
    bench.model.points.map((point) => [
      number(point.replicates),
      number(point.threads),
      rate(point.resident_weeks_per_second) + (point.load.disturbed ? ' *' : ''),
      `${rate(point.resident_weeks_per_second_min)} – ${rate(point.resident_weeks_per_second_max)}`,
    ]),
  );

export function model(): HTMLElement | null {
  const one = alone(),
    many = together(),
    first = one[0];
  if (!first) return null;
  const bytes = number(first.bytes_per_resident, { maximumFractionDigits: 0 });
  return section(
    'model',
    tr(`模型：${of(bench.model.title)}`, `The model: ${of(bench.model.title)}`),
    tr(
      `研究所用的地区，每次重复${residents_in_words(first.residents)}，每名居民 ${bytes} 字节。研究优先把线程分给各次重复，其次才在一次重复之内分工。`,
      `The place of the study, ${residents_in_words(first.residents)} in a replicate, ${bytes} bytes each. A study gives its threads to replicates first, and shares one replicate among threads second.`,
    ),
    chart_figure({
      id: 'model',
      title: tr('每秒模拟的居民·周', 'Resident-weeks a second'),
      describe: () => describe(one, many),
      height: () => (is_narrow() ? 320 : 360),
      option: () => option(one, many),
      table,
    }).element,
    medians(),
  );
}
