// What the sections ask of the document.
import { date_of, month, of, tr } from './language';
import { Verdict, type Arm, type Contrast, type Effect, type Indicator, type Report } from './types';

export const report: Report = JSON.parse(document.getElementById('report')!.textContent!) as Report;

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

export const indicator_at = (key: string): number => report.indicators.findIndex((indicator) => indicator.key === key);
export const effect_of = (contrast: Contrast | undefined, key: string): Effect | undefined =>
  contrast?.effects.find((effect) => effect.figure === key);

/** The indicators of the cards: those the study names, filled up to four with the first of other themes. */
export function headline(): Indicator[] {
  const chosen = report.study.headline
    .map((key) => report.indicators.find((i) => i.key === key))
    .filter((i) => i !== undefined);
  for (const indicator of report.indicators)
    if (indicator.direction !== 0 && !chosen.some(({ theme }) => theme === indicator.theme)) chosen.push(indicator);
  return chosen.slice(0, 4);
}

/** Public cost itself: what equal-cost arms share, so no finding between them. */
export const is_public_cost = (indicator: Indicator): boolean =>
  indicator.theme === 'money' && indicator.unit === 'yuan/resident/year';

const themes: Record<string, [zh: string, en: string]> = {
  service: ['服务与办事', 'Services'],
  participation: ['参与', 'Participation'],
  trust: ['满意与信任', 'Satisfaction and trust'],
  burden: ['基层负担', 'Burden on the community'],
  money: ['经费与成本', 'Money'],
  organisations: ['社会组织', 'Social organisations'],
  equity: ['公平', 'Equity'],
  network: ['关系网络', 'Relationships'],
  commons: ['公共空间与物业', 'Commons and property'],
};
export const theme_name = (theme: string): string => (themes[theme] ? tr(...themes[theme]) : theme);

export const contrast_name = (contrast: Contrast): string =>
  contrast.equal_cost ? tr('同等公共成本', 'At equal public cost') : tr('各自计划成本', 'At own planned cost');

export const arm_in_words = (verdict: Verdict, contrast: Contrast): string => {
  const a = path_title(arm_a(contrast));
  switch (verdict) {
    case Verdict.better:
      return tr(`${a}更好`, `${a} better`);
    case Verdict.worse:
      return tr(`${a}更差`, `${a} worse`);
    case Verdict.none:
      return tr('无实际差别', 'No practical difference');
    case Verdict.open:
      return tr('尚无定论', 'Inconclusive');
    case Verdict.different:
      return tr('有差别（无优劣之分）', 'Differs (neither good nor bad)');
  }
};
export const mark: Record<Verdict, string> = {
  [Verdict.better]: '✓',
  [Verdict.worse]: '✗',
  [Verdict.none]: '≈',
  [Verdict.open]: '?',
  [Verdict.different]: '≠',
};
export const kind: Record<Verdict, string> = {
  [Verdict.better]: 'good',
  [Verdict.worse]: 'bad',
  [Verdict.none]: 'none',
  [Verdict.open]: 'open',
  [Verdict.different]: 'different',
};

export const week_in_words = (week: number): string => month(date_of(week, report.study.start_year));
export const last_years = (): string => {
  const last = report.study.start_year + Math.floor((report.study.weeks - 1) / 52);
  const first = report.study.start_year + Math.floor(Math.max(0, report.study.weeks - 104) / 52);
  if (first === last) return String(last);
  return tr(`${first}–${last}年`, `${first}–${last}`);
};
export const lower = (name: string): string =>
  /^[A-Z][a-z]/.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name;
/** With a capital, in English. */
export const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
