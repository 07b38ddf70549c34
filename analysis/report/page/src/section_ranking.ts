// All arms beside each other on the headline indicators, in the order in which they serve residents.
import { h, row, section, stacked_table } from './dom';
import { number, of, tr, upper } from './language';
import { effect_between, headline, is_baseline, last_years, report, title } from './study';
import { figure, is_share, unit_name } from './units';
import type { Arm, Indicator, Verdict } from './types';

/** The verdict on the first arm against the second; none where the document does not compare them. */
function verdict_between(one: Arm, other: Arm, indicator: Indicator): Verdict | undefined {
  const found = effect_between(one, other, indicator.key);
  if (!found) return undefined;
  const turned: Partial<Record<Verdict, Verdict>> = { better: 'worse', worse: 'better' };
  return found.turned ? (turned[found.effect.verdict] ?? found.effect.verdict) : found.effect.verdict;
}

/** One more than the arms that are clearly better, so that arms which cannot be told apart may share a place. */
export const place_of = (arm: Arm, indicator: Indicator, arms: Arm[]): number =>
  1 + arms.filter((other) => other !== arm && verdict_between(other, arm, indicator) === 'better').length;

/** Mean of an indicator under an arm, as some comparison with another arm has it. */
export function mean_of(arm: Arm, indicator: Indicator): number | null {
  for (const other of report.arms) {
    const found = other === arm ? undefined : effect_between(arm, other, indicator.key);
    if (found) return found.turned ? found.effect.b : found.effect.a;
  }
  return null;
}

const note = (arm: Arm): string =>
  is_baseline(arm)
    ? tr('对照：维持原有安排', 'baseline: as before')
    : arm.equal_cost_to
      ? tr(
          `人员与采购 × ${number(arm.cost_scale, { maximumFractionDigits: 2 })}`,
          `staff and purchase × ${number(arm.cost_scale, { maximumFractionDigits: 2 })}`,
        )
      : '';

const ranked = (indicator: Indicator): boolean => indicator.direction !== 0;

/** Whether some arm is behind another, so that a first place means something. */
const parts_arms = (indicator: Indicator): boolean =>
  ranked(indicator) && report.arms.some((arm) => place_of(arm, indicator, report.arms) > 1);

function cell(arm: Arm, indicator: Indicator): HTMLTableCellElement {
  const place = place_of(arm, indicator, report.arms);
  return h(
    'td',
    { class: parts_arms(indicator) && place === 1 ? 'first' : '' },
    ranked(indicator) ? h('span', { class: 'place' }, String(place)) : null,
    figure(mean_of(arm, indicator), indicator.unit),
  );
}

const head = ({ name, unit }: Indicator): HTMLElement =>
  h('th', { scope: 'col' }, upper(of(name)), is_share(unit) ? null : h('small', {}, unit_name(unit)));

/** Nothing for one or two arms, which the cards show. */
export function ranking(): HTMLElement | null {
  if (report.arms.length < 3 || report.contrasts.length === 0) return null;
  const shown = headline();
  return section(
    'ranking',
    tr('各方案排名', 'All arms, ranked'),
    tr(
      `${last_years()}均值，按所述取值模拟。圆圈内的数字是名次：1 加上明确优于它的方案数，难分高下的方案名次相同。`,
      `Means of ${last_years()}, simulated at the stated values. The number in a circle is the place: one more than the arms that are clearly better, so arms that cannot be told apart share a place.`,
    ),
    stacked_table(
      [tr('方案', 'Arm'), ...shown.map(head)],
      report.arms.map((arm) =>
        row(
          [upper(title(arm)), note(arm) ? h('small', {}, note(arm)) : null],
          shown.map((indicator) => cell(arm, indicator)),
        ),
      ),
      '',
      { class: 'ranks' },
    ),
  );
}

/** The arms that share the first place among some, on an indicator. */
export const leaders = (indicator: Indicator, arms: Arm[]): Arm[] =>
  arms.filter((arm) => place_of(arm, indicator, arms) === 1);
