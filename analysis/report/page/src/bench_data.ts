// What the sections of the bench page ask of the document.
import { axis_style, is_narrow, type Option } from './charts';
import { h, row, table } from './dom';
import { embedded } from './embedded';
import { brief, current, number, tr } from './language';
import type { Bench, ModelPoint, ReferencePoint } from '../generated/bench';

export const bench = embedded as Bench;

export const sizes_measured = [...new Set(bench.strong.map((point) => point.residents))];
export const threads_measured = [...new Set(bench.strong.map((point) => point.threads))];
export const most_threads = Math.max(...threads_measured);

/** The points of one size, by threads. */
export const points_of = (residents: number): ReferencePoint[] =>
  bench.strong.filter((point) => point.residents === residents);
/** The point of each size with all threads. */
export const widest = (): ReferencePoint[] => bench.strong.filter((point) => point.threads === most_threads);

/** "100 thousand", "10万". */
export function people(residents: number): string {
  if (current() === 'zh') return residents % 10_000 === 0 ? short_people(residents) : number(residents);
  if (residents % 1_000_000 === 0) return `${number(residents / 1_000_000)} million`;
  return residents % 1_000 === 0 ? `${number(residents / 1_000)} thousand` : number(residents);
}
export const residents_in_words = (residents: number): string =>
  tr(`${people(residents)}名居民`, `${people(residents)} residents`);

/** A rate with its scale: "312 million", "3.1 亿". */
export function rate(value: number): string {
  if (current() === 'zh')
    return value >= 1e8 ? `${brief(value / 1e8)} 亿` : value >= 1e4 ? `${brief(value / 1e4)} 万` : brief(value);
  return value >= 1e9 ? `${brief(value / 1e9)} billion` : value >= 1e6 ? `${brief(value / 1e6)} million` : brief(value);
}
/** The same for an axis. */
export function short_rate(value: number): string {
  if (value === 0) return '0';
  if (current() === 'zh') return value >= 1e8 ? `${number(value / 1e8)}亿` : `${number(value / 1e4)}万`;
  return value >= 1e9
    ? `${number(value / 1e9)}G`
    : value >= 1e6
      ? `${number(value / 1e6)}M`
      : `${number(value / 1e3)}k`;
}
export const short_people = (value: number): string =>
  current() === 'zh'
    ? value >= 1e8
      ? `${number(value / 1e8)}亿`
      : `${number(value / 1e4)}万`
    : value >= 1e6
      ? `${number(value / 1e6)}M`
      : `${number(value / 1e3)}k`;

/** 131072 is "128 KiB". */
export function size(bytes: number): string {
  const [unit, scale] = bytes >= 2 ** 30 ? ['GiB', 2 ** 30] : bytes >= 2 ** 20 ? ['MiB', 2 ** 20] : ['KiB', 2 ** 10];
  return `${number(bytes / Number(scale), { maximumFractionDigits: 1 })} ${unit}`;
}

/** Nanoseconds that an update takes of one thread. */
export const cost = (updates_per_second: number, threads: number): number => (1e9 * threads) / updates_per_second;

export const threads_in_words = (threads: number): string =>
  tr(`${threads} 个线程`, `${threads} thread${threads === 1 ? '' : 's'}`);

/** How many times faster the last point of the list is than the first. */
export const gain = (points: { threads: number; updates_per_second: number }[]): number | null =>
  points.length > 1 ? points[points.length - 1]!.updates_per_second / points[0]!.updates_per_second : null;

export const gain_of = (points: ModelPoint[]): number | null =>
  points.length > 1
    ? points[points.length - 1]!.resident_weeks_per_second / points[0]!.resident_weeks_per_second
    : null;

/** Decimal ends of a logarithmic axis around values, so that all its labels are round. */
export function decades(values: number[]): { min: number; max: number } {
  const least = Math.min(...values),
    most = Math.max(...values);
  const steps = [1, 2, 5, 10];
  const below = (value: number): number => {
    const unit = 10 ** Math.floor(Math.log10(value));
    return unit * steps.filter((step) => step * unit <= value * 1.0001).at(-1)!;
  };
  const above = (value: number): number => {
    const unit = 10 ** Math.floor(Math.log10(value));
    return unit * steps.find((step) => step * unit >= value * 0.9999)!;
  };
  return { min: below(least), max: above(most) };
}

/** A chart with threads in equal steps of doubling. */
export function threads_axis(threads: number[]): Option {
  return {
    ...axis_style,
    type: 'category',
    data: threads.map(String),
    name: tr('线程', 'threads'),
    nameLocation: 'middle',
    nameGap: 30,
    boundaryGap: true,
  };
}

/** An axis of rates: from nothing, or logarithmic between round numbers where they differ by much. */
export function rate_axis(name: string, values: number[]): Option {
  const far = Math.max(...values) > 20 * Math.min(...values);
  return {
    ...axis_style,
    ...(far ? { type: 'log', ...decades(values) } : { type: 'value', min: 0 }),
    name,
    nameTextStyle: { ...axis_style.nameTextStyle, align: 'left' },
    axisLabel: { ...axis_style.axisLabel, formatter: short_rate },
  };
}

export const grid = (): Option => ({
  left: is_narrow() ? 52 : 64,
  right: is_narrow() ? 12 : 24,
  top: is_narrow() ? 104 : 64,
  bottom: 48,
});
export const legend = (names?: string[]): Option => ({
  top: 0,
  left: 0,
  itemWidth: 18,
  textStyle: { fontSize: 12 },
  data: names,
});

/** A table with a heading for each row; a long one is folded. */
export function data_table(caption: string, heads: string[], rows: string[][]): HTMLElement {
  const all = table(
    heads,
    rows.map(([first, ...rest]) => row([first!], rest)),
    caption,
  );
  if (rows.length <= 8) return all;
  return h('details', { class: 'fold more' }, h('summary', {}, tr('全部数值', 'All figures')), all);
}
