// The verdict in two sentences, composed from the paired differences of the headline indicators.
import { counted, listed, lower, of, percent, tr, upper, yuan } from './language';
import {
  arm_a,
  arm_b,
  count_of,
  effect_of,
  equal,
  headline,
  is_public_cost,
  is_ranking,
  main,
  path_name,
  report,
} from './study';
import { baseline_sentence, ranking_sentences } from './verdict_ranking';
import type { Contrast, Indicator, Verdict } from './types';

const names = (indicators: Indicator[]): string => listed(indicators.map((indicator) => lower(of(indicator.name))));

/** The headline indicators; public cost is stated apart. */
const compared = (): Indicator[] => headline().filter((indicator) => !is_public_cost(indicator));

const with_verdict = (contrast: Contrast, ...verdicts: Verdict[]): Indicator[] =>
  compared().filter((indicator) => {
    const effect = effect_of(contrast, indicator.key);
    return effect !== undefined && verdicts.includes(effect.verdict);
  });

const join_zh = (parts: string[]): string => parts.join('\uff1b');
const join_en = (parts: string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join('; ')}; and ${parts[parts.length - 1]}`;

/** On what one arm does better than the other, as clauses. */
function leads(contrast: Contrast): string[] {
  const a = path_name(arm_a(contrast)),
    b = path_name(arm_b(contrast));
  const better = with_verdict(contrast, 'better'),
    worse = with_verdict(contrast, 'worse');
  const all = compared().length;
  if (better.length === all)
    return [tr(`${a}在${names(better)}上全面优于${b}`, `${a} does better than ${b} on all of ${names(better)}`)];
  if (worse.length === all)
    return [tr(`${b}在${names(worse)}上全面优于${a}`, `${b} does better than ${a} on all of ${names(worse)}`)];
  const parts: string[] = [];
  if (better.length > 0)
    parts.push(tr(`${a}在${names(better)}上优于${b}`, `${a} does better than ${b} on ${names(better)}`));
  if (worse.length > 0)
    parts.push(
      better.length > 0
        ? tr(`${b}在${names(worse)}上更优`, `${b} does better on ${names(worse)}`)
        : tr(`${b}在${names(worse)}上优于${a}`, `${b} does better than ${a} on ${names(worse)}`),
    );
  return parts;
}

/** What the headline indicators say of one contrast, as clauses. */
function clauses(contrast: Contrast): string[] {
  const parts = compared().length > 0 ? leads(contrast) : [];
  const different = with_verdict(contrast, 'different'),
    none = with_verdict(contrast, 'no_difference'),
    open = with_verdict(contrast, 'inconclusive');
  if (different.length > 0)
    parts.push(
      tr(
        `两者在${names(different)}上有差异，不作优劣判断`,
        `they differ on ${names(different)}, which is neither good nor bad in itself`,
      ),
    );
  if (none.length > 0)
    parts.push(tr(`两者在${names(none)}上没有实际差别`, `there is no practical difference on ${names(none)}`));
  if (open.length > 0)
    parts.push(
      tr(`在${names(open)}上，现有模拟次数还不足以下结论`, `on ${names(open)} these runs cannot tell them apart`),
    );
  return parts;
}

type Say = (a: string, b: string, what: string) => [zh: string, en: string];
/** How a finding at own cost fares at equal cost. */
const fates: [before: Verdict[], after: Verdict, say: Say][] = [
  [['better'], 'better', (a, _, x) => [`${a}仍在${x}上领先`, `${a} still leads on ${x}`]],
  [['worse'], 'worse', (_, b, x) => [`${b}仍在${x}上领先`, `${b} still leads on ${x}`]],
  [['better'], 'worse', (_, b, x) => [`${x}转为${b}占优`, `${x} turns in favour of ${b}`]],
  [['worse'], 'better', (a, _, x) => [`${x}转为${a}占优`, `${x} turns in favour of ${a}`]],
  [
    ['better'],
    'no_difference',
    (a, _, x) => [`${a}在${x}上的优势不再有实际意义`, `${a}'s lead on ${x} is too small to matter`],
  ],
  [
    ['worse'],
    'no_difference',
    (_, b, x) => [`${b}在${x}上的优势不再有实际意义`, `${b}'s lead on ${x} is too small to matter`],
  ],
  [
    ['better', 'worse'],
    'inconclusive',
    (_a, _b, x) => [`${x}孰优孰劣尚无定论`, `which is ahead on ${x} becomes uncertain`],
  ],
  [
    ['no_difference', 'inconclusive', 'different'],
    'better',
    (a, _, x) => [`${a}在${x}上占优`, `${a} is ahead on ${x}`],
  ],
  [['no_difference', 'inconclusive', 'different'], 'worse', (_, b, x) => [`${b}在${x}上占优`, `${b} is ahead on ${x}`]],
  [
    ['no_difference', 'inconclusive', 'different'],
    'no_difference',
    (_a, _b, x) => [`${x}仍无实际差别`, `${x} makes no practical difference`],
  ],
  [
    ['no_difference', 'inconclusive', 'different'],
    'inconclusive',
    (_a, _b, x) => [`${x}仍无定论`, `nothing can be said yet on ${x}`],
  ],
  [
    ['better', 'worse', 'no_difference', 'inconclusive', 'different'],
    'different',
    (_a, _b, x) => [`${x}有差异，不作优劣判断`, `they differ on ${x}, which is neither good nor bad in itself`],
  ],
];

/** How the first contrast's findings fare in the second, as clauses. */
function changes(own: Contrast, same: Contrast): string[] {
  const a = path_name(arm_a(same)),
    b = path_name(arm_b(same));
  return fates.flatMap(([before, after, say]) => {
    const earlier = with_verdict(own, ...before),
      later = with_verdict(same, after);
    const found = compared().filter((indicator) => earlier.includes(indicator) && later.includes(indicator));
    return found.length > 0 ? [tr(...say(a, b, names(found)))] : [];
  });
}

function own_cost_sentence(contrast: Contrast): string {
  const a = arm_a(contrast),
    b = arm_b(contrast);
  const said = clauses(contrast);
  const dearer = Math.abs(a.public_cost - b.public_cost) / Math.max(a.public_cost, b.public_cost, 1);
  const cost =
    dearer < 0.01
      ? tr(
          `两者的公共支出相当，每位居民每年约 ${yuan(a.public_cost)}`,
          `both cost the public about ${yuan(a.public_cost)} per resident and year`,
        )
      : tr(
          `公共支出为每位居民每年 ${yuan(a.public_cost)}与 ${yuan(b.public_cost)}`,
          `public spending is ${yuan(a.public_cost)} against ${yuan(b.public_cost)} per resident and year`,
        );
  return tr(
    `按各自计划的成本（${cost}），${join_zh(said)}。`,
    `At their own planned cost (${cost}), ${join_en(said)}.`,
  );
}

function equal_cost_sentence(own: Contrast, same: Contrast | undefined): string {
  if (!same)
    return tr(
      '本研究没有设置同等成本的方案，因此不能区分制度的作用与投入的作用。',
      'The study has no arm at equal cost, so it cannot separate what the form does from what the money does.',
    );
  const scaled = [arm_a(same), arm_b(same)].find((arm) => arm.equal_cost_to !== '');
  const clamped = scaled?.cost_scale_clamped
    ? tr('（受参数上限约束，成本只能接近相等）', ' (as nearly as the levers allow)')
    : '';
  const a = arm_a(same).public_cost,
    b = arm_b(same).public_cost;
  const apart =
    Math.abs(a - b) / Math.max(a, b, 1) > 0.01
      ? tr(
          `（每位居民每年实际 ${yuan(a)}与 ${yuan(b)}）`,
          ` (in fact ${yuan(a)} against ${yuan(b)} per resident and year)`,
        )
      : '';
  const said = changes(own, same);
  return tr(
    `若两者花费同样多的公共资金${clamped}${apart}，${join_zh(said)}。`,
    `If both spend the same public money${clamped}${apart}, ${join_en(said)}.`,
  );
}

const sentence = (contrast: Contrast): string => {
  const said = clauses(contrast);
  return tr(`${join_zh(said)}。`, `${upper(join_en(said))}.`);
};

export function verdict_sentences(): string[] {
  if (!main)
    return [tr('本研究只有一个方案，没有可比较的对象。', 'The study has one arm only; there is nothing to compare.')];
  if (is_ranking()) return ranking_sentences();
  const against = baseline_sentence();
  const told =
    !report.model.costs || main.equal_cost
      ? [sentence(main)]
      : [own_cost_sentence(main), equal_cost_sentence(main, equal)];
  return against ? [...told, against] : told;
}

/** What the verdict takes on trust; empty where nothing is compared or every value has been observed. */
export function on_trust(): string {
  const { of: all, assumed } = report.parameters;
  if (!main || assumed.length === 0 || report.worlds) return '';
  return tr(
    `这一结论只对一组数值成立：模型的 ${all} 个参数中有 ${assumed.length} 个是假定的，换一组取值，结论可能改变。区间只含模拟中的偶然性。`,
    `This holds for one set of numbers: ${assumed.length} of the model's ${all} parameters are assumed, and with others the verdict may change. The intervals hold chance only.`,
  );
}

/** How all indicators fall between the two arms. */
function counts_sentence(contrast: Contrast): string {
  const a = path_name(arm_a(contrast)),
    b = path_name(arm_b(contrast));
  const [better, worse, none, open, different] = (
    ['better', 'worse', 'no_difference', 'inconclusive', 'different'] as const
  ).map((verdict) => count_of(contrast, verdict));
  const neutral =
    different! > 0
      ? tr(`，有差异而不作优劣判断 ${different} 项`, `, and ${different} differ without being better or worse`)
      : '';
  return tr(
    `全部 ${contrast.effects.length} 项指标中，${a}占优 ${better} 项，${b}占优 ${worse} 项，` +
      `无实际差别 ${none} 项，尚无定论 ${open} 项${neutral}。`,
    `Of all ${contrast.effects.length} indicators, ${a} is ahead on ${better} and ${b} on ${worse}; ` +
      `${none} show no practical difference, ${open} stay open${neutral}. `,
  );
}

/** How all indicators fall, and how sure that is. */
export function confidence_sentence(): string {
  if (!main) return '';
  const { replicates, confidence } = report.study;
  return (
    (is_ranking() ? '' : counts_sentence(main)) +
    tr(
      `依据：${replicates} 组配对模拟（各方案采用同一组随机事件），${percent(confidence)} 置信区间；` +
        `结论按多重比较校正，区间未校正。这是对模型世界的判断，不是对现实的预测。`,
      `Based on ${counted(replicates, 'paired run')} (the same residents meet the same chances in each arm) and ` +
        `${percent(confidence)} intervals; the verdicts, not the intervals, are corrected for multiple comparisons. ` +
        `These are statements about the model, not forecasts.`,
    )
  );
}
