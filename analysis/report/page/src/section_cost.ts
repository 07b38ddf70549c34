// What every arm costs the public, and what that buys against going on as before.
import { h, section } from './dom';
import { listed, lower, number, of, tr, upper, yuan } from './language';
import { cost_table } from './section_brief';
import { effect_between, headline, is_baseline, is_public_cost, path_name, paths_compared, report } from './study';
import { difference, interval } from './units';
import { pair_between } from './worlds';
import type { Arm, Indicator, Number } from './types';

interface Gain {
  indicator: Indicator;
  delta: number;
  low: Number;
  high: Number;
}

/** An arm minus another on an indicator: median over worlds where there are any, else the mean at stated values. */
function gain(arm: Arm, base: Arm, indicator: Indicator): Gain | null {
  const turn = (sign: number, delta: Number, low: Number, high: Number): Gain | null =>
    delta === null
      ? null
      : sign > 0
        ? { indicator, delta, low, high }
        : { indicator, delta: -delta, low: high === null ? null : -high, high: low === null ? null : -low };
  const [i, j] = [report.arms.indexOf(arm), report.arms.indexOf(base)];
  const pair = pair_between(i, j, indicator.key);
  if (pair) return turn(i < j ? 1 : -1, pair.median, pair.low, pair.high);
  const found = effect_between(arm, base, indicator.key);
  return found ? turn(found.turned ? -1 : 1, found.effect.delta, found.effect.low, found.effect.high) : null;
}

const gain_text = ({ indicator, delta, low, high }: Gain): string =>
  `${lower(of(indicator.name))} ${difference(delta, indicator.unit)} (${interval(low, high, indicator.unit)})`;

/** What the additional money of one arm buys; nothing if it costs no more. */
function bought(arm: Arm, base: Arm): HTMLElement | null {
  const cost = headline().find(is_public_cost) ?? report.indicators.find(is_public_cost);
  const extra = (cost && gain(arm, base, cost)?.delta) ?? arm.public_cost - base.public_cost;
  const gains = headline()
    .filter((indicator) => indicator.direction !== 0 && !is_public_cost(indicator))
    .map((indicator) => gain(arm, base, indicator))
    .filter((one) => one !== null);
  if (gains.length === 0) return null;
  const a = path_name(arm),
    b = path_name(base),
    said = listed(gains.map(gain_text));
  if (extra < 0.5)
    return h(
      'li',
      {},
      tr(`${a}并不比${b}多花钱，却有：${said}。`, `${upper(a)} costs no more than ${b}, with ${said}.`),
    );
  const first = gains[0]!,
    for_hundred = (first.delta / extra) * 100;
  return h(
    'li',
    {},
    tr(
      `${a}比${b}每位居民每年多花 ${yuan(extra)}，换来${said}。折合每多花 100 元，${of(first.indicator.name)} ${difference(for_hundred, first.indicator.unit)}。`,
      `${upper(a)} costs ${yuan(extra)} more than ${b} per resident and year. That buys ${said}: per 100 yuan, ${lower(of(first.indicator.name))} ${difference(for_hundred, first.indicator.unit)}.`,
    ),
  );
}

export function cost(): HTMLElement | null {
  const costs = cost_table();
  if (!costs) return null;
  const base = report.arms.find((arm) => !arm.equal_cost_to && is_baseline(arm));
  const list = base
    ? paths_compared()
        .filter((arm) => arm !== base)
        .map((arm) => bought(arm, base))
        .filter((item) => item !== null)
    : [];
  return section(
    'cost',
    tr('花多少钱，换来什么', 'What it costs, and what that buys'),
    tr(
      `公共支出为整个研究期的年均值，按所述取值；约 ${number(report.study.residents)} 位居民。`,
      `Public cost is the mean of the whole study at its stated values, for about ${number(report.study.residents)} residents.`,
    ),
    costs,
    list.length > 0 ? h('ul', { class: 'bought' }, list) : null,
  );
}
