// The governance model: one replicate on more threads, and a replicate on each.
import { arm_colours, chart_figure, even, is_narrow } from './charts';
import { section } from './dom';
import { brief, number, tr } from './language';
import { bench, data_table, gain_of, grid, legend, rate, rate_axis, residents_in_words, threads_axis, threads_in_words } from './bench_data';
import type { GovernancePoint } from './bench_types';

const alone = (): GovernancePoint[] => bench.governance.filter((point) => point.replicates === 1);
/** The ensembles, beginning with an ensemble of one. */
const together = (): GovernancePoint[] =>
  bench.governance.filter((point) => point.replicates === point.threads && (point.replicates > 1 || point.threads === 1));

export function governance(): HTMLElement | null {
  const one = alone(),
    many = together();
  if (one.length === 0) return null;
  const threads = one.map((point) => point.threads);
  const first = one[0]!;
  const series = (name: string, points: GovernancePoint[], colour: string): object => ({
    type: 'line',
    name,
    color: colour,
    symbol: 'circle',
    symbolSize: 8,
    lineStyle: { width: 2.2 },
    data: threads.map((count) => points.find((point) => point.threads === count)?.resident_weeks_per_second ?? null),
  });
  const ideal = threads.map((count) => (first.resident_weeks_per_second / first.threads) * count);
  const factors = [gain_of(one), gain_of(many)];
  return section(
    'governance',
    tr('治理模型', 'The governance model'),
    tr(
      `研究所用的地区，每次重复${residents_in_words(first.residents)}，每名居民 ${number(first.bytes_per_resident, { maximumFractionDigits: 0 })} 字节。研究优先把线程分给各次重复，其次才在一次重复之内分工。`,
      `The place of the study, ${residents_in_words(first.residents)} in a replicate, ${number(first.bytes_per_resident, { maximumFractionDigits: 0 })} bytes each. A study gives its threads to replicates first, and shares one replicate among threads second.`,
    ),
    chart_figure({
      id: 'governance',
      title: tr('每秒模拟的居民·周', 'Resident-weeks a second'),
      describe: () =>
        factors[0] === null || factors[1] === null
          ? tr(`${threads_in_words(1)}：每秒 ${rate(first.resident_weeks_per_second)} 居民·周。`, `${rate(first.resident_weeks_per_second)} resident-weeks a second on ${threads_in_words(1)}.`)
          : tr(
              `${threads_in_words(threads.at(-1)!)}相对于 1 个：一次重复快 ${brief(factors[0]!)} 倍，每线程一次重复快 ${brief(factors[1]!)} 倍。`,
              `${threads_in_words(threads.at(-1)!)} against one: ${brief(factors[0]!)} times as fast within one replicate, ${brief(factors[1]!)} times with a replicate on each.`,
            ),
      height: () => (is_narrow() ? 320 : 360),
      option: () => ({
        grid: grid(),
        legend: legend(),
        xAxis: threads_axis(threads),
        yAxis: rate_axis(tr('居民·周/秒', 'resident-weeks/s'), [
          ...bench.governance.map((point) => point.resident_weeks_per_second),
          ...ideal,
        ]),
        tooltip: { trigger: 'axis', valueFormatter: (value: number | null) => (value === null ? '–' : rate(value)) },
        series: [
          series(tr('一次重复，多个线程', 'one replicate on all threads'), one, arm_colours[0]!),
          series(tr('每个线程一次重复', 'a replicate on each thread'), many, arm_colours[1]!),
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
      }),
      table: () => [
        ['replicates', 'threads', 'residents', 'weeks', 'resident_weeks_per_second', 'min', 'max'],
        ...bench.governance.map((point) => [
          point.replicates,
          point.threads,
          point.residents,
          point.weeks,
          point.resident_weeks_per_second,
          point.resident_weeks_per_second_min,
          point.resident_weeks_per_second_max,
        ]),
      ],
    }).element,
    data_table(
      tr('多次重复的中位数', 'Medians of several repetitions'),
      [
        tr('并行的重复', 'Replicates at once'),
        tr('线程', 'Threads'),
        tr('居民·周/秒', 'Resident-weeks/s'),
        tr('最小 – 最大', 'Least – most'),
      ],
      bench.governance.map((point) => [
        number(point.replicates),
        number(point.threads),
        rate(point.resident_weeks_per_second) + (point.load.disturbed ? ' *' : ''),
        `${rate(point.resident_weeks_per_second_min)} – ${rate(point.resident_weeks_per_second_max)}`,
      ]),
    ),
  );
}
