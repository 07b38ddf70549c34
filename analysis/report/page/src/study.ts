// What the sections ask of the document.
import { embedded } from './embedded';
import { date_of, lower, month, number, of, tr } from './language';
import type { Arm, Contrast, Effect, Indicator, Report, Verdict } from './types';

export const report = embedded as Report;

export const main: Contrast | undefined =
  report.contrasts.find((contrast) => !contrast.equal_cost) ?? report.contrasts[0];
export const equal: Contrast | undefined = report.contrasts.find(
  (contrast) => contrast.equal_cost && contrast !== main,
);

export const arm_a = (contrast: Contrast): Arm => report.arms[contrast.a]!;
export const arm_b = (contrast: Contrast): Arm => report.arms[contrast.b]!;
export const title = (arm: Arm): string => of(arm.title) || arm.name;
/** The arm's name without what only says how its cost was scaled. */
export const path_title = (arm: Arm): string => {
  if (!arm.equal_cost_to) return title(arm);
  const same = report.arms.find((other) => !other.equal_cost_to && same_course(other, arm));
  return title(same ?? arm);
};
/** The same within an English sentence. */
export const path_name = (arm: Arm): string => lower(path_title(arm));
export const same_course = (a: Arm, b: Arm): boolean => JSON.stringify(a.stages) === JSON.stringify(b.stages);
export const before_title = (): string => of(report.study.burn_in_title) || tr('此前', 'before');

export const community_name = (community: number): string =>
  report.study.community_names[community] || tr(`社区 ${community + 1}`, `Community ${community + 1}`);

export const indicator_at = (key: string): number => report.indicators.findIndex((indicator) => indicator.key === key);
export const effect_of = (contrast: Contrast | undefined, key: string): Effect | undefined =>
  contrast?.effects.find((effect) => effect.figure === key);
/** The document's effect on two arms, and whether it has them in the other order. */
export function effect_between(one: Arm, other: Arm, key: string): { effect: Effect; turned: boolean } | undefined {
  for (const contrast of report.contrasts) {
    const turned = arm_a(contrast) === other && arm_b(contrast) === one;
    const effect =
      turned || (arm_a(contrast) === one && arm_b(contrast) === other) ? effect_of(contrast, key) : undefined;
    if (effect) return { effect, turned };
  }
  return undefined;
}
/** Goes on as before the study. */
export const is_baseline = (arm: Arm): boolean =>
  arm.stages.length > 0 && arm.stages.every(({ changes }) => changes.length === 0);
/** What the study's question is about: arms at their own cost that change something, or all if these are fewer than two. */
export function paths_compared(): Arm[] {
  const own = report.arms.filter((arm) => !arm.equal_cost_to && !is_baseline(arm));
  return own.length > 1 ? own : report.arms.filter((arm) => !arm.equal_cost_to);
}
/** More arms than one comparison holds, so that the answer is a ranking. */
export const is_ranking = (): boolean => paths_compared().length > 2;
/** What an arm costs the public in the whole place in a year. */
export const cost_of_place = (arm: Arm): number => arm.public_cost * report.study.residents;

export const count_of = (contrast: Contrast, verdict: Verdict): number =>
  contrast.effects.filter((effect) => effect.verdict === verdict).length;

/** The indicators of the cards: those the study names, filled up to four with the first of other themes. */
export function headline(): Indicator[] {
  const chosen = report.study.headline
    .map((key) => report.indicators.find((i) => i.key === key))
    .filter((i) => i !== undefined);
  for (const indicator of report.indicators)
    if (indicator.direction !== 0 && !chosen.some(({ theme }) => theme === indicator.theme)) chosen.push(indicator);
  return (chosen.length > 0 ? chosen : report.indicators).slice(0, 4);
}

/** What equal-cost arms share, so no finding between them. */
export const is_public_cost = (indicator: Indicator): boolean => indicator.key === report.model.cost_indicator;

const name_in = (terms: Report['accounts'], key: string): string => {
  const term = terms.find((one) => one.key === key);
  return term ? of(term.name) : key;
};
export const theme_name = (key: string): string => name_in(report.themes, key);
export const account_name = (key: string): string => name_in(report.accounts, key);
export const parameter_group_name = (key: string): string => name_in(report.parameters.groups, key);

const both_names = (contrast: Contrast): string => `${title(arm_a(contrast))} − ${title(arm_b(contrast))}`;
/** By the kind of cost, where there are costs. */
export function contrast_name(contrast: Contrast): string {
  if (!report.model.costs) return both_names(contrast);
  return contrast.equal_cost ? tr('同等公共成本', 'At equal public cost') : tr('各自计划成本', 'At own planned cost');
}
/** The two chief contrasts by the kind of cost, others by the names of their arms. */
export const contrast_label = (contrast: Contrast): string =>
  contrast === main || contrast === equal ? contrast_name(contrast) : both_names(contrast);

/** Says that the page shows only some of the study's contrasts; empty if it shows all. */
export function contrasts_left_out(): string {
  const all = report.study.contrasts,
    shown = report.contrasts.length;
  return shown === all
    ? ''
    : tr(
        `本研究共有 ${number(all)} 组比较，本页只列出 ${number(shown)} 组（同等成本的优先）；全部比较见 summary.csv。`,
        `The study has ${number(all)} comparisons; this page shows ${number(shown)} of them, those at equal cost first. All are in summary.csv.`,
      );
}

export const arm_in_words = (verdict: Verdict, contrast: Contrast): string => {
  const a = path_title(arm_a(contrast));
  switch (verdict) {
    case 'better':
      return tr(`${a}更好`, `${a} better`);
    case 'worse':
      return tr(`${a}更差`, `${a} worse`);
    case 'no_difference':
      return tr('无实际差别', 'No practical difference');
    case 'inconclusive':
      return tr('尚无定论', 'Inconclusive');
    case 'different':
      return tr('有差异，不作优劣判断', 'Differs (neither good nor bad)');
  }
};

export const week_in_words = (week: number): string => month(date_of(week, report.study.start_year));
const years = (first_week: number): string => {
  const { start_year, weeks } = report.study;
  const first = start_year + Math.floor(Math.max(0, first_week) / 52),
    last = start_year + Math.floor((weeks - 1) / 52);
  const said = first === last ? String(last) : `${first}–${last}`;
  return tr(`${said}年`, said);
};
export const last_years = (): string => years(report.study.weeks - 104);
export const is_of_whole_run = (indicator: Indicator): boolean =>
  report.themes.find(({ key }) => key === indicator.theme)?.whole_run ?? false;
/** The years over which an indicator's figures are means. */
export const years_of = (indicator: Indicator): string => (is_of_whole_run(indicator) ? years(0) : last_years());
