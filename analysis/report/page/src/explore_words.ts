// What an exploration says of the chosen indicator, in sentences.
import {
  data,
  figures,
  indicator,
  indicator_name,
  key_name,
  level_with_unit,
  outcomes,
  place,
  points,
  title,
  varied,
} from './explore_data';
import { ends, rule, type Outcome } from './explore_math';
import { counted, lower, number, of, tr } from './language';
import { with_unit } from './units';
import type { Pair } from '../generated/explore';

const in_points = (count: number): string => tr(`${number(count)} 个`, counted(count, 'point'));

/** "Open is ahead", by the direction of the indicator. */
const ahead = (): string => (indicator().direction === 0 ? tr('更高', 'is higher') : tr('更好', 'is better'));

/** How often each of two arms is ahead. */
function count_sentence({ a, b }: Pair, found: Outcome[]): string {
  const known = found.filter((one) => one !== null).length;
  const count = (...kinds: Outcome[]): number => found.filter((one) => kinds.includes(one)).length;
  const name = of(indicator().name);
  if (known === 0)
    return tr(`“${name}”在任何参数点都没有可比的数值。`, `Nowhere are there figures of “${name}” to compare.`);
  const [of_a, of_b, little, open] = [count('a'), count('b'), count('little'), count('open')];
  const rest_zh = [
    little > 0 ? `${number(little)} 个差别小到无实际意义` : '',
    open > 0 ? `${number(open)} 个各次重复说法不一` : '',
  ];
  const rest_en = [
    little > 0 ? `at ${number(little)} the difference is too small to matter` : '',
    open > 0 ? `at ${number(open)} the replicates disagree` : '',
  ];
  return tr(
    [
      `“${name}”：在可比的 ${number(known)} 个参数点中，${title(a)}在 ${number(of_a)} 个${ahead()}，${title(b)}在 ${number(of_b)} 个${ahead()}`,
      ...rest_zh,
    ]
      .filter(Boolean)
      .join('，') + '。',
    [
      `${indicator_name(indicator())}: of ${in_points(known)}, ${title(a)} ${ahead()} at ${number(of_a)} and ${title(b)} at ${number(of_b)}`,
      ...rest_en,
    ]
      .filter(Boolean)
      .join('; ') + '.',
  );
}

/** Where the arm that leads at more points leads. */
function where_sentence({ a, b }: Pair, found: Outcome[]): string {
  const known = found.flatMap((one, i) => (one === null ? [] : [i]));
  const leader: Outcome =
    found.filter((one) => one === 'a').length >= found.filter((one) => one === 'b').length ? 'a' : 'b';
  const told = rule(
    known.map((i) => points[i]!),
    known.map((i) => found[i] === leader),
  );
  if (!told) return '';
  const { key, most, hits, inside, others, outside } = told;
  const name = title(leader === 'a' ? a : b),
    value = level_with_unit(key, told.value);
  return tr(
    `${key_name(key)}${most ? '不高于' : '高于'} ${value} 时，${name}在 ${number(inside)} 个点中的 ${number(hits)} 个${ahead()}；其余 ${number(outside)} 个点中为 ${number(others)} 个。`,
    `With ${lower(key_name(key))} ${most ? 'at most' : 'above'} ${value}, ${name} ${ahead()} at ${number(hits)} of ${in_points(inside)}; elsewhere at ${number(others)} of ${number(outside)}.`,
  );
}

/** The best mean of all arms and where it is reached; of a neutral indicator, both ends. */
function best_sentence(): string {
  const all = data.arms.flatMap((_, arm) => figures(arm, 'mean').map((value, point) => ({ arm, point, value })));
  const found = ends(all.map(({ value }) => value));
  if (!found) return '';
  const said = (i: number): string => {
    const { arm, point, value } = all[i]!;
    return `${with_unit(value, indicator().unit)}${tr('（', ' (')}${title(arm)}${tr('，', '; ')}${place(points[point]!, varied)}${tr('）', ')')}`;
  };
  const { direction } = indicator();
  if (direction === 0)
    return tr(
      `均值最低 ${said(found.least)}，最高 ${said(found.most)}。`,
      `Means run from ${said(found.least)} to ${said(found.most)}.`,
    );
  const [best, worst] = direction > 0 ? [found.most, found.least] : [found.least, found.most];
  return tr(
    `最好的均值为 ${said(best)}；最差为 ${said(worst)}。`,
    `The best mean is ${said(best)}; the worst ${said(worst)}.`,
  );
}

/** Of more than two arms, at how many points each has the best mean. */
function ranking_sentence(): string {
  const { direction, name } = indicator();
  if (data.arms.length < 3) return '';
  const leads = data.arms.map(() => 0);
  for (let point = 0; point < points.length; ++point) {
    const found = ends(data.arms.map((_, arm) => figures(arm, 'mean')[point]!));
    if (found) ++leads[direction < 0 ? found.least : found.most]!;
  }
  const order = data.arms.map((_, arm) => arm).filter((arm) => leads[arm]! > 0);
  order.sort((x, y) => leads[y]! - leads[x]!);
  const list = order.map((arm) =>
    tr(`${title(arm)} ${number(leads[arm]!)} 个`, `${title(arm)} at ${number(leads[arm]!)}`),
  );
  return list.length === 0
    ? ''
    : tr(
        `“${of(name)}”均值${direction === 0 ? '最高' : '最好'}的参数点：${list.join('、')}。`,
        `The ${direction === 0 ? 'highest' : 'best'} mean of ${lower(of(name))}: ${list.join(', ')} of ${in_points(leads.reduce((sum, count) => sum + count))}.`,
      );
}

/** The answer first, where it holds next. */
export function sentences(pair: Pair | undefined): string[] {
  const found = pair ? outcomes(pair) : [];
  return [
    ranking_sentence(),
    ...(pair ? [count_sentence(pair, found), where_sentence(pair, found)] : []),
    best_sentence(),
  ].filter((sentence) => sentence !== '');
}

/** How sure a lead is, in figures of this exploration. */
export const sureness = (): string =>
  data.replicates > 1
    ? tr(
        `“更好”指至少 90% 的配对重复（共 ${number(data.replicates)} 次）差值同号，且差别达到有实际意义的大小。`,
        `Better means: the difference has the same sign in at least 90% of ${number(data.replicates)} paired replicates and is large enough to matter.`,
      )
    : tr('每个参数点只运行一次，无法区分差别与偶然。', 'Each point ran once: differences cannot be told from chance.');

/** What the answer takes on trust; empty where every value has been observed. */
export function on_trust(): string {
  const { of: all, assumed, varied: moved } = data.assumptions;
  if (assumed === 0) return '';
  return tr(
    `模型的 ${number(all)} 个参数中，${number(assumed)} 个没有（或只有部分）实证来源，由建模者假定。其中 ${number(moved)} 个在此改变取值；其余只取本研究的值，换一组取值，结论可能改变。`,
    `Of the model's ${number(all)} parameters, ${number(assumed)} have no source in data, or only in part, and were assumed. ${number(moved)} of these were varied here; the others only took the values of the study, and with different ones the answer may change.`,
  );
}
