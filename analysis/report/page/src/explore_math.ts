// What the page of an exploration works out, without the document and without the page.
export type Figure = number | null;

/** Different values, the least first. */
export const levels = (values: number[]): number[] => [...new Set(values)].sort((x, y) => x - y);

export const column = (points: number[][], key: number): number[] => points.map((point) => point[key]!);

/** Whether the points are every combination of the levels of their keys, each once. */
export function is_grid(points: number[][]): boolean {
  const keys = points[0]?.length ?? 0;
  let combinations = 1;
  for (let key = 0; key < keys; ++key) combinations *= levels(column(points, key)).length;
  return combinations === points.length && new Set(points.map((point) => point.join())).size === points.length;
}

/** Positions of the points that have the held values in all keys but the free ones. */
export const slice = (points: number[][], free: number[], held: number[]): number[] =>
  points.flatMap((point, i) => (point.every((value, key) => free.includes(key) || value === held[key]) ? [i] : []));

/** The middle level of each key. */
export const middle_levels = (points: number[][]): number[] =>
  (points[0] ?? []).map((_, key) => {
    const all = levels(column(points, key));
    return all[Math.floor((all.length - 1) / 2)]!;
  });

/** Means of y over so many neighbours in x, from the least x on; points without a figure are left out. */
export function running_mean(x: number[], y: Figure[], neighbours: number): [number, number][] {
  const known = x
    .flatMap((at, i) => (y[i] === null || y[i] === undefined ? [] : [[at, y[i]] as [number, number]]))
    .sort((p, q) => p[0] - q[0]);
  const width = Math.min(neighbours, known.length);
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return known
    .slice(0, known.length - width + 1)
    .map((_, first) => known.slice(first, first + width))
    .filter((window) => window.length > 0)
    .map((window) => [mean(window.map(([at]) => at)), mean(window.map(([, value]) => value))]);
}

/** Neighbours that a running mean over so many points takes. */
export const neighbours_of = (points: number): number => Math.max(3, Math.round(points / 5));

/** Who is ahead at a point: a, b, neither as the difference does not matter, or nobody surely; null without figures. */
export type Outcome = 'a' | 'b' | 'little' | 'open' | null;
export const sure_from = 0.9;

/** `direction` −1 means that less is better; of a neutral figure the higher one counts as ahead. */
export function outcome(delta: Figure, agree: Figure, direction: number, smallest: number): Outcome {
  if (delta === null || agree === null) return null;
  if (delta === 0 || Math.abs(delta) < smallest) return 'little';
  if (agree < sure_from) return 'open';
  return delta > 0 === direction >= 0 ? 'a' : 'b';
}

/** "Where `key` is at most (or above) `value`, so it is at `hits` of `inside` points, elsewhere at `others` of
    `outside`." */
export interface Rule {
  key: number;
  most: boolean;
  value: number;
  hits: number;
  inside: number;
  others: number;
  outside: number;
}

/** The bound on one key that tells best where something holds; null where none tells much more than its frequency. */
export function rule(points: number[][], holds: boolean[]): Rule | null {
  const all = holds.filter(Boolean).length,
    guess = Math.max(all, holds.length - all);
  let best: Rule | null = null,
    right = guess + Math.max(2, 0.15 * holds.length) - 1e-9;
  (points[0] ?? []).forEach((_, key) => {
    for (const value of levels(column(points, key)).slice(0, -1)) {
      const low = holds.filter((_, i) => points[i]![key]! <= value);
      const hits = low.filter(Boolean).length,
        others = all - hits,
        outside = holds.length - low.length;
      const below = hits + outside - others,
        above = holds.length - below;
      if (Math.max(below, above) <= right) continue;
      right = Math.max(below, above);
      best =
        below >= above
          ? { key, most: true, value, hits, inside: low.length, others, outside }
          : { key, most: false, value, hits: others, inside: outside, others: hits, outside: low.length };
    }
  });
  return best;
}

/** Positions of the least and the greatest figure; null where there is none. */
export function ends(values: Figure[]): { least: number; most: number } | null {
  const known = values.flatMap((value, i) => (value === null ? [] : [i]));
  if (known.length === 0) return null;
  return {
    least: known.reduce((x, y) => (values[y]! < values[x]! ? y : x)),
    most: known.reduce((x, y) => (values[y]! > values[x]! ? y : x)),
  };
}

type Colour = [number, number, number];
const white: Colour = [255, 255, 255],
  blue: Colour = [33, 92, 152],
  orange: Colour = [184, 96, 10];
const mixed = (from: Colour, to: Colour, share: number): Colour =>
  from.map((part, i) => Math.round(part + (to[i]! - part) * Math.min(1, Math.max(0, share)))) as Colour;
const css = (colour: Colour): string => `rgb(${colour.join(',')})`;

/** From orange (−1) over white to blue (1): told apart whatever colours one does not see. */
export const diverging = (share: number): string => css(mixed(white, share < 0 ? orange : blue, Math.abs(share)));
/** From nearly white (0) to blue (1). */
export const sequential = (share: number): string => css(mixed([238, 243, 248], blue, share));
/** Whether white letters are read better than black ones at so much colour. */
export const is_dark = (share: number): boolean => Math.abs(share) > 0.55;

type Segment = [x1: number, y1: number, x2: number, y2: number];
/** Diagonal lines through a rectangle at the origin. */
export function hatch(width: number, height: number, step: number): Segment[] {
  const lines: Segment[] = [];
  for (let at = step / 2; at < width + height; at += step)
    lines.push([Math.min(at, width), Math.max(0, at - width), Math.max(0, at - height), Math.min(at, height)]);
  return lines;
}
