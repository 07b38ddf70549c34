// The verdict in two sentences, composed from the paired differences of the headline indicators.
import { listed, of, tr, yuan } from './language';
import { arm_a, arm_b, effect_of, equal, headline, is_public_cost, lower, main, path_name, report } from './study';
import { Verdict, type Contrast, type Indicator } from './types';

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

/** What the headline indicators say of one contrast, as clauses. */
function clauses(contrast: Contrast): string[] {
  const a = path_name(arm_a(contrast)),
    b = path_name(arm_b(contrast));
  const better = with_verdict(contrast, Verdict.better),
    worse = with_verdict(contrast, Verdict.worse);
  const none = with_verdict(contrast, Verdict.none),
    open = with_verdict(contrast, Verdict.open);
  const different = with_verdict(contrast, Verdict.different);
  const all = compared().length;
  const parts: string[] = [];
  if (better.length === all)
    parts.push(tr(`${a}在${names(better)}上全面优于${b}`, `${a} does better than ${b} on all of ${names(better)}`));
  else if (worse.length === all)
    parts.push(tr(`${b}在${names(worse)}上全面优于${a}`, `${b} does better than ${a} on all of ${names(worse)}`));
  else {
    if (better.length > 0)
      parts.push(tr(`${a}在${names(better)}上优于${b}`, `${a} does better than ${b} on ${names(better)}`));
    if (worse.length > 0)
      parts.push(
        better.length > 0
          ? tr(`${b}在${names(worse)}上更优`, `${b} does better on ${names(worse)}`)
          : tr(`${b}在${names(worse)}上优于${a}`, `${b} does better than ${a} on ${names(worse)}`),
      );
  }
  if (different.length > 0)
    parts.push(
      tr(
        `两者的${names(different)}不同，但无所谓优劣`,
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

/** How the first contrast's findings fare in the second. */
function changes(own: Contrast, same: Contrast): string[] {
  const a = path_name(arm_a(same)),
    b = path_name(arm_b(same));
  const pick = (before: Verdict[], after: Verdict[]): Indicator[] => {
    const earlier = with_verdict(own, ...before),
      later = with_verdict(same, ...after);
    return compared().filter((indicator) => earlier.includes(indicator) && later.includes(indicator));
  };
  const parts: string[] = [];
  const add = (found: Indicator[], zh: (what: string) => string, en: (what: string) => string): void => {
    if (found.length > 0) parts.push(tr(zh(names(found)), en(names(found))));
  };
  const rest = [Verdict.none, Verdict.open, Verdict.different];
  add(
    pick([Verdict.better], [Verdict.better]),
    (x) => `${a}仍在${x}上领先`,
    (x) => `${a} still leads on ${x}`,
  );
  add(
    pick([Verdict.worse], [Verdict.worse]),
    (x) => `${b}仍在${x}上领先`,
    (x) => `${b} still leads on ${x}`,
  );
  add(
    pick([Verdict.better], [Verdict.worse]),
    (x) => `${x}转为${b}占优`,
    (x) => `${x} turns in favour of ${b}`,
  );
  add(
    pick([Verdict.worse], [Verdict.better]),
    (x) => `${x}转为${a}占优`,
    (x) => `${x} turns in favour of ${a}`,
  );
  add(
    pick([Verdict.better], [Verdict.none]),
    (x) => `${a}在${x}上的优势不再有实际意义`,
    (x) => `${a}'s lead on ${x} is too small to matter`,
  );
  add(
    pick([Verdict.worse], [Verdict.none]),
    (x) => `${b}在${x}上的优势不再有实际意义`,
    (x) => `${b}'s lead on ${x} is too small to matter`,
  );
  add(
    pick([Verdict.better, Verdict.worse], [Verdict.open]),
    (x) => `${x}孰优孰劣尚无定论`,
    (x) => `which is ahead on ${x} becomes uncertain`,
  );
  add(
    pick(rest, [Verdict.better]),
    (x) => `${a}在${x}上占优`,
    (x) => `${a} is ahead on ${x}`,
  );
  add(
    pick(rest, [Verdict.worse]),
    (x) => `${b}在${x}上占优`,
    (x) => `${b} is ahead on ${x}`,
  );
  add(
    pick(rest, [Verdict.none]),
    (x) => `${x}仍无实际差别`,
    (x) => `${x} makes no practical difference`,
  );
  add(
    pick(rest, [Verdict.open]),
    (x) => `${x}仍无定论`,
    (x) => `${x} stays open`,
  );
  return parts;
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
  return tr(`按各自计划的成本（${cost}），${join_zh(said)}。`, `At their own planned cost (${cost}), ${join_en(said)}.`);
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

export function verdict_sentences(): string[] {
  if (!main)
    return [tr('本研究只有一个方案，没有可比较的对象。', 'The study has one arm only; there is nothing to compare.')];
  return [own_cost_sentence(main), equal_cost_sentence(main, equal)];
}

/** How the indicators beyond the cards fall, and how sure that is. */
export function confidence_sentence(): string {
  if (!main) return '';
  const a = path_name(arm_a(main)),
    b = path_name(arm_b(main));
  const count = (verdict: Verdict): number => main!.effects.filter((effect) => effect.verdict === verdict).length;
  const { replicates, confidence } = report.study;
  const percent = Math.round(confidence * 100);
  return tr(
    `全部 ${main.effects.length} 项指标中，${a}占优 ${count(Verdict.better)} 项，${b}占优 ${count(Verdict.worse)} 项，` +
      `无实际差别 ${count(Verdict.none)} 项，尚无定论 ${count(Verdict.open)} 项。依据：${replicates} 组配对模拟（各方案中同一居民遇到同样的机缘），` +
      `${percent}% 置信区间，并按多重比较校正。这是对模型世界的判断，不是对现实的预测。`,
    `Of all ${main.effects.length} indicators, ${a} is ahead on ${count(Verdict.better)} and ${b} on ${count(Verdict.worse)}; ` +
      `${count(Verdict.none)} show no practical difference and ${count(Verdict.open)} stay open. Based on ${replicates} paired runs ` +
      `(the same residents meet the same chances in each arm), ${percent}% intervals, corrected for multiple comparisons. ` +
      `These are statements about the model, not forecasts.`,
  );
}
