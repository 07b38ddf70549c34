// The verdict on more arms than two: who leads on what, what the paths cost, and how they fare against going on as before.
import { listed, lower, of, tr, upper, yuan } from './language';
import { leaders, place_of } from './section_ranking';
import { headline, is_baseline, is_public_cost, path_name, paths_compared, report } from './study';
import type { Arm, Indicator } from './types';

const compared = (): Indicator[] =>
  headline().filter((indicator) => indicator.direction !== 0 && !is_public_cost(indicator));
const names = (indicators: Indicator[]): string => listed(indicators.map(({ name }) => lower(of(name))));
const arm_names = (arms: Arm[]): string => listed(arms.map(path_name));

/** Indicators that have the same leaders, together. */
function by_leaders(arms: Arm[]): { first: Arm[]; on: Indicator[] }[] {
  const found: { first: Arm[]; on: Indicator[] }[] = [];
  for (const indicator of compared()) {
    const first = leaders(indicator, arms);
    const same = found.find(
      (one) => one.first.length === first.length && one.first.every((arm) => first.includes(arm)),
    );
    if (same) same.on.push(indicator);
    else found.push({ first, on: [indicator] });
  }
  return found;
}

function led_by(first: Arm[], on: Indicator[], all: number): string {
  if (first.length === all)
    return tr(`在${names(on)}上，各方案难分高下`, `on ${names(on)} the paths cannot be told apart`);
  if (first.length === 1)
    return tr(`在${names(on)}上，${arm_names(first)}最好`, `${arm_names(first)} is best on ${names(on)}`);
  return tr(
    `在${names(on)}上，${arm_names(first)}并列领先，彼此难分高下`,
    `${arm_names(first)} share the lead on ${names(on)}, with no clear difference between them`,
  );
}

function ranking_sentence(arms: Arm[]): string {
  const said = by_leaders(arms).map(({ first, on }) => led_by(first, on, arms.length));
  return tr(`${arms.length} 个方案相比，${said.join('；')}。`, `Of ${arms.length} paths, ${said.join('; ')}.`);
}

function costs_sentence(arms: Arm[]): string {
  if (!report.model.costs) return '';
  const sorted = [...arms].sort((x, y) => x.public_cost - y.public_cost);
  const cheap = sorted[0]!,
    dear = sorted[sorted.length - 1]!;
  if (dear.public_cost - cheap.public_cost < 0.01 * dear.public_cost)
    return tr(
      `各方案的公共支出相当，每位居民每年约 ${yuan(cheap.public_cost)}。`,
      `All cost the public about ${yuan(cheap.public_cost)} per resident and year.`,
    );
  return tr(
    `每位居民每年的公共支出，${path_name(cheap)}最省（${yuan(cheap.public_cost)}），${path_name(dear)}最高（${yuan(dear.public_cost)}）。`,
    `Per resident and year ${path_name(cheap)} costs the public least (${yuan(cheap.public_cost)}) and ${path_name(dear)} most (${yuan(dear.public_cost)}).`,
  );
}

/** How the paths fare against going on as before; empty where the study has no such arm. */
export function baseline_sentence(): string {
  const baseline = report.arms.find((arm) => !arm.equal_cost_to && is_baseline(arm));
  const paths = paths_compared().filter((arm) => arm !== baseline);
  if (!baseline || paths.length === 0) return '';
  const ahead = (arm: Arm, other: Arm, indicator: Indicator): boolean => place_of(other, indicator, [arm, other]) === 2;
  const better = compared().filter((indicator) => paths.every((arm) => ahead(arm, baseline, indicator)));
  const worse = paths
    .map((arm) => ({ arm, on: compared().filter((indicator) => ahead(baseline, arm, indicator)) }))
    .filter(({ on }) => on.length > 0);
  const base = path_name(baseline);
  const said = [
    better.length > 0 &&
      (paths.length === 1
        ? tr(`${arm_names(paths)}在${names(better)}上更好`, `${arm_names(paths)} is better on ${names(better)}`)
        : tr(`${arm_names(paths)}在${names(better)}上都更好`, `${arm_names(paths)} are better on ${names(better)}`)),
    ...worse.map(({ arm, on }) =>
      tr(`${path_name(arm)}在${names(on)}上更差`, `${path_name(arm)} is worse on ${names(on)}`),
    ),
  ].filter((part) => part !== false);
  if (said.length === 0)
    return tr(
      `与${base}相比，还没有一项主要指标能确定各方案都更好。`,
      `Against ${base}, no headline indicator is surely better under all paths.`,
    );
  return tr(`与${base}相比，${said.join('；')}。`, `Against ${base}, ${said.join('; ')}.`);
}

export function ranking_sentences(): string[] {
  const arms = paths_compared();
  return [ranking_sentence(arms), costs_sentence(arms), baseline_sentence()].filter((text) => text !== '').map(upper);
}
