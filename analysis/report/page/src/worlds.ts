// What worlds say, as the sections ask for it. A world is one draw of everything that is not known.
import { of, tr } from './language';
import { indicator_at, is_public_cost, path_name, report } from './study';
import type { Arm, Indicator, Text, Unknown, WorldPair, WorldRanking } from './types';

export const worlds = report.worlds;
export const has_worlds = (): boolean => worlds !== null;

export const unknown_at = (position: number): Unknown => worlds!.unknowns[position]!;
export const pair_indicator = (pair: WorldPair): Indicator => report.indicators[indicator_at(pair.indicator)]!;
export const arm_at = (position: number): Arm => report.arms[position]!;
export const first_of = (pair: WorldPair): string => path_name(arm_at(pair.a));
export const second_of = (pair: WorldPair): string => path_name(arm_at(pair.b));

export const pair_between = (one: number, other: number, key: string): WorldPair | undefined =>
  worlds?.pairs.find(
    ({ a, b, indicator }) => indicator === key && a === Math.min(one, other) && b === Math.max(one, other),
  );
export const asked_pairs = (): WorldPair[] => worlds!.asked_pairs.map((position) => worlds!.pairs[position]!);
export const rankings = (): WorldRanking[] => worlds?.rankings ?? [];

/** The pairs of arms that the page compares, the one that the question is about first. */
export function arm_pairs(): { a: number; b: number; name: string }[] {
  const asked = asked_pairs()[0];
  const found: { a: number; b: number; name: string }[] = [];
  for (const { a, b } of [...(asked ? [asked] : []), ...worlds!.pairs])
    if (!found.some((one) => one.a === a && one.b === b)) found.push({ a, b, name: `${of_arm(a)} − ${of_arm(b)}` });
  return found;
}
const of_arm = (position: number): string => of(arm_at(position).title) || arm_at(position).name;

/** The pair at equal cost that follows the same courses as the two arms of the question. */
export function equal_pair(key: string): WorldPair | undefined {
  const asked = worlds!.asked_arms;
  if (asked.length !== 2) return undefined;
  return worlds!.pairs.find(({ a, b, indicator }) => {
    const scaled = [arm_at(a), arm_at(b)].filter((arm) => arm.equal_cost_to !== '');
    const own = asked.map(arm_at);
    return (
      indicator === key &&
      scaled.length === 1 &&
      own.some((arm) => arm === arm_at(a) || arm === arm_at(b)) &&
      own.some((arm) => arm.name === scaled[0]!.equal_cost_to && (arm === arm_at(a) || arm === arm_at(b)))
    );
  });
}

/** A sentence of the program, with the blanks that this page has between Chinese and figures. */
export const said = (text: Text): string =>
  tr(
    of(text)
      .replace(/(?<=[\u4e00-\u9fff])(?=\d)/g, ' ')
      .replace(/(?<=\d%?)(?=[\u4e00-\u9fff])/g, ' '),
    of(text),
  );

export const hundredths = (share: number): number => Math.round(100 * share);
/** Whole numbers that add up to a hundred, the greatest rests rounded up. */
export function of_hundred(shares: number[]): number[] {
  const floors = shares.map((share) => Math.floor(100 * share + 1e-9));
  const rest = 100 - floors.reduce((sum, one) => sum + one, 0);
  const order = shares
    .map((share, i) => ({ i, over: Math.round(1e4 * (100 * share - floors[i]!)) }))
    .sort((x, y) => y.over - x.over)
    .slice(0, Math.max(0, rest));
  for (const { i } of order) ++floors[i]!;
  return floors;
}

/** "strong government ahead", "cheaper under strong government". */
export const ahead_text = (name: string, indicator: Indicator): string => {
  if (is_public_cost(indicator)) return tr(`${name}更省`, `${name} cheaper`);
  return indicator.direction === 0 ? tr(`${name}更多`, `more under ${name}`) : tr(`${name}领先`, `${name} ahead`);
};

export const range_text = (unknown: Unknown): string =>
  unknown.alternatives
    ? tr('几种机制中的一种', 'one of several mechanisms')
    : tr(`${of(unknown.low)}至${of(unknown.high)}`, `${of(unknown.low)} to ${of(unknown.high)}`);
