// What memory gives at most, beside what the engine asks of it.
import { h, section } from './dom';
import { brief, number, tr } from './language';
import { bench, data_table, rate, residents_in_words, size, widest } from './bench_data';

const gigabytes = (rate_of_bytes: number): string => `${brief(rate_of_bytes / 1e9)} GB/s`;

/** What share of the bandwidth the workload takes if each tick reads all that a resident holds once. */
function in_words(): string {
  const point = widest().at(-1),
    bound = bench.bounds.find((b) => b.threads === point?.threads);
  if (!point || !bound) return '';
  const read = point.updates_per_second * point.bytes_per_resident;
  const lookups = point.updates_per_second * point.arcs_per_resident;
  return tr(
    `${residents_in_words(point.residents)}时，参照负载每秒读取约 ${gigabytes(read)}（顺序读取上限的 ${number(read / bound.read_bandwidth, { style: 'percent', maximumFractionDigits: 0 })}），并查找 ${rate(lookups)}次邻居状态；邻居多在同一区块，因此可以超过随机查找的上限。`,
    `With ${residents_in_words(point.residents)} the reference workload reads about ${gigabytes(read)}, ${number(read / bound.read_bandwidth, { style: 'percent', maximumFractionDigits: 0 })} of what can be read in order, and looks up ${rate(lookups)} neighbours a second. Most neighbours live in the same block, so this may exceed the bound of look-ups in no order.`,
  );
}

export function bounds(): HTMLElement | null {
  if (bench.bounds.length === 0) return null;
  const tables = bench.bounds[0]!.gathers;
  return section(
    'bounds',
    tr('内存的上限', 'What memory gives'),
    tr(
      '在同一程序中测得：按顺序读取一个大数组，以及从不同大小的表中随机查找。',
      'Measured in the same program: reading a large array in order, and look-ups in no order in tables of several sizes.',
    ),
    data_table(
      tr('每秒', 'Each second'),
      [
        tr('线程', 'Threads'),
        tr('顺序读取', 'Reads in order'),
        ...tables.map(({ table_bytes }) =>
          tr(`在 ${size(table_bytes)} 中随机查找`, `Look-ups in ${size(table_bytes)}`),
        ),
      ],
      bench.bounds.map((bound) => [
        number(bound.threads),
        gigabytes(bound.read_bandwidth),
        ...bound.gathers.map(({ lookups_per_second }) => rate(lookups_per_second)),
      ]),
    ),
    h('p', { class: 'figure-note' }, in_words()),
  );
}
