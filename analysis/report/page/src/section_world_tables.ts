// By mechanism, the regret of each arm, and what would be worth finding out.
import { h, reference_fold, row, section, stacked_table } from './dom';
import { counted, number, of, tr, upper } from './language';
import { is_public_cost, report, title } from './study';
import { difference, figure, is_share, with_unit } from './units';
import {
  ahead_text,
  arm_at,
  asked_pairs,
  first_of,
  hundredths,
  pair_indicator,
  range_text,
  rankings,
  said,
  second_of,
  unknown_at,
  worlds,
} from './worlds';
import type { Indicator, Structure, WorldPair, WorldRanking } from './types';

/** Of a size, without a sign: "2.1 points". */
const size_text = (value: number | null, indicator: Indicator): string =>
  value === null
    ? '–'
    : is_share(indicator.unit)
      ? difference(Math.abs(value), indicator.unit).replace(/^\+/, '')
      : with_unit(Math.abs(value), indicator.unit);

const words: Record<
  WorldPair['word'],
  { kind: string; zh: (a: string, b: string) => string; en: (a: string, b: string) => string }
> = {
  better_always: { kind: 'different', zh: (a) => `总是${a}`, en: (a) => `always ${a}` },
  better_probably: { kind: 'different', zh: (a) => `多半${a}`, en: (a) => `probably ${a}` },
  worse_always: { kind: 'different', zh: (_, b) => `总是${b}`, en: (_, b) => `always ${b}` },
  worse_probably: { kind: 'different', zh: (_, b) => `多半${b}`, en: (_, b) => `probably ${b}` },
  same_always: { kind: 'none', zh: () => '难分高下', en: () => 'no difference' },
  same_probably: { kind: 'none', zh: () => '多半难分高下', en: () => 'probably no difference' },
  depends: { kind: 'open', zh: () => '视情况而定', en: () => 'it depends' },
};

function structure_rows(pair: WorldPair, structure: Structure): HTMLElement[] {
  return structure.alternatives.map((one, i) => {
    const { kind, zh, en } = words[one.word];
    const name = upper(of(unknown_at(structure.unknown).name));
    return row(
      [
        i === 0 ? name : '',
        h('small', {}, of(one.name)),
        i === 0 && structure.reverses ? h('span', { class: 'chip bad' }, tr('会反转', 'reverses')) : null,
      ],
      [
        number(one.worlds),
        String(hundredths(one.ahead)),
        String(hundredths(one.neither)),
        String(hundredths(one.behind)),
        h(
          'td',
          {},
          h(
            'span',
            { class: `chip ${kind}` },
            tr(zh(first_of(pair), second_of(pair)), en(first_of(pair), second_of(pair))),
          ),
        ),
      ],
    );
  });
}

/** The word is another under one alternative than under another. */
const changes = ({ reverses, alternatives }: Structure): boolean =>
  reverses || new Set(alternatives.map(({ word }) => word)).size > 1;

/** Mechanisms that change the word, and folded those that do not. */
function structure_tables(pair: WorldPair): HTMLElement {
  const sorted = [...pair.structures].sort((x, y) => Number(y.reverses) - Number(x.reverses));
  const telling = sorted.filter(changes),
    rest = sorted.filter((one) => !changes(one));
  return h(
    'div',
    {},
    h('h3', {}, upper(of(pair_indicator(pair).name))),
    telling.length > 0 ? structure_table(pair, telling) : null,
    rest.length > 0
      ? reference_fold(
          tr(
            `${rest.length} 种机制，结论不随之改变`,
            `${counted(rest.length, 'mechanism')} that ${rest.length === 1 ? 'does' : 'do'} not change the verdict`,
          ),
          structure_table(pair, rest),
        )
      : null,
  );
}

function structure_table(pair: WorldPair, structures: Structure[]): HTMLElement {
  const indicator = pair_indicator(pair);
  return stacked_table(
    [
      tr('机制', 'Mechanism'),
      tr('世界数', 'Worlds'),
      tr(`${ahead_text(first_of(pair), indicator)}，占%`, `${upper(ahead_text(first_of(pair), indicator))}, %`),
      tr('难分，占%', 'Neither, %'),
      tr(`${ahead_text(second_of(pair), indicator)}，占%`, `${upper(ahead_text(second_of(pair), indicator))}, %`),
      tr('判断', 'Verdict'),
    ],
    structures.flatMap((structure) => structure_rows(pair, structure)),
  );
}

const judged = (pair: WorldPair): boolean =>
  !is_public_cost(pair_indicator(pair)) && pair_indicator(pair).direction !== 0;

export function world_structures(): HTMLElement | null {
  if (!worlds) return null;
  const pairs = asked_pairs().filter((pair) => judged(pair) && pair.structures.length > 0);
  if (pairs.length === 0) return null;
  const any = pairs.some(({ structures }) => structures.some(({ reverses }) => reverses));
  return section(
    'structures',
    tr('换一种机制，结论还成立吗', 'Does it survive another mechanism?'),
    any
      ? tr(
          '学界对这些机制看法不一；其中有的会使优劣反转，列在最前。',
          'Research disagrees on these mechanisms; one turns the order and stands first.',
        )
      : tr(
          '学界对这些机制看法不一；没有哪一种会使优劣反转。',
          'Research disagrees on these mechanisms; none of them turns the order.',
        ),
    ...pairs.map(structure_tables),
  );
}

function ranking_table(ranking: WorldRanking): HTMLElement {
  const indicator = report.indicators.find(({ key }) => key === ranking.indicator)!;
  const plain = indicator.direction === 0;
  const figures = stacked_table(
    [
      tr('方案', 'Arm'),
      tr('100 个世界中最好', 'Best in, of 100 worlds'),
      tr('中位数', 'Median'),
      tr('九成世界在', 'Nine worlds in ten'),
      tr('选它平均损失', 'Mean loss if chosen'),
      tr('最坏时损失', 'Greatest loss'),
    ],
    [...ranking.arms]
      .sort((x, y) => y.best - x.best)
      .map((one) =>
        row(
          [
            upper(title(arm_at(one.arm))),
            one.arm === ranking.least_regret ? h('small', {}, tr('最坏时损失最小', 'least to lose at worst')) : null,
          ],
          [
            String(hundredths(one.best)),
            figure(one.median, indicator.unit),
            `${figure(one.low, indicator.unit)} – ${figure(one.high, indicator.unit)}`,
            plain ? '–' : size_text(one.mean_regret, indicator),
            plain ? '–' : size_text(one.greatest_regret, indicator),
          ],
        ),
      ),
  );
  return h('div', {}, h('h3', {}, upper(of(indicator.name))), figures);
}

export function world_ranking(): HTMLElement | null {
  if (rankings().length === 0) return null;
  return section(
    'regrets',
    tr('选错了会损失多少', 'What a wrong choice costs'),
    tr(
      '所有方案放在一起：各在多少个世界中最好，选了它、而别的方案其实更好时会损失多少。并列最好的平分一个世界。',
      'All arms together: in how many worlds each is best, and what choosing it loses where another would have been better. Arms that are best together share a world.',
    ),
    ...rankings().map(ranking_table),
  );
}

interface Prize {
  unknown: number;
  indicator: Indicator;
  gain: number;
}

/** What knowing an unknown before choosing would gain, the most first in multiples of what matters. */
function prizes(): Prize[] {
  const many = worlds!.asked_arms.length > 2;
  const all = many
    ? rankings().flatMap(({ worths, indicator }) =>
        worths.map(({ unknown, gain }) => ({
          unknown,
          indicator: report.indicators.find(({ key }) => key === indicator)!,
          gain: gain ?? 0,
        })),
      )
    : asked_pairs().flatMap((pair) =>
        pair.deciders.map(({ unknown, worth }) => ({ unknown, indicator: pair_indicator(pair), gain: worth ?? 0 })),
      );
  const matter = ({ gain, indicator }: Prize): number => gain / (indicator.smallest || 1);
  return all
    .filter((one) => one.gain > 0 && !is_public_cost(one.indicator))
    .sort((x, y) => matter(y) - matter(x))
    .slice(0, 8);
}

export function world_data(): HTMLElement | null {
  if (!worlds) return null;
  const found = prizes();
  if (found.length === 0) return null;
  return section(
    'data',
    tr('最值得先查清什么', 'What would be worth finding out'),
    tr(
      '若在选择之前就确切知道某个数值，平均能多得多少。数值越大，越值得先花钱调查。',
      'What knowing a number for certain before choosing would gain on average. The greater, the more a survey is worth.',
    ),
    of(worlds.said.data) ? h('p', {}, said(worlds.said.data)) : null,
    stacked_table(
      [
        tr('未知的数值与范围的依据', 'What is not known, and source of its range'),
        tr('可能的范围', 'May lie'),
        tr('指标', 'Indicator'),
        tr('事先知道可多得', 'Gain from knowing it'),
      ],
      found.map(({ unknown, indicator, gain }) =>
        row(
          [upper(of(unknown_at(unknown).name)), h('small', {}, unknown_at(unknown).reason)],
          [
            h('td', {}, range_text(unknown_at(unknown))),
            h('td', {}, upper(of(indicator.name))),
            size_text(gain, indicator),
          ],
        ),
      ),
    ),
  );
}
