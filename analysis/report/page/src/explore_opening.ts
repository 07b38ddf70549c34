// What was asked, and what came out of it.
import {
  data,
  indicator,
  indicator_menu,
  key_name,
  level,
  live,
  on_change,
  pair,
  pair_choice,
  points,
  grid,
} from './explore_data';
import { column, levels } from './explore_math';
import { on_trust, sentences, sureness } from './explore_words';
import { h, section, table } from './dom';
import { counted, listed, moment, number, of, tr } from './language';
import { unit_name } from './units';

export const opening = (): HTMLElement =>
  h(
    'header',
    { class: 'opening', id: 'question' },
    h('p', { class: 'eyebrow' }, tr('参数探索', 'Exploration')),
    h('h1', {}, of(data.title) || data.name),
    h(
      'p',
      { class: 'facts' },
      tr(
        `${number(data.points.of)} 个参数点 × ${data.arms.length} 个方案 × ${data.replicates} 次配对重复，预热 ${number(data.burn_in_weeks)} 周后模拟 ${number(data.weeks)} 周，${moment(data.provenance.created)}`,
        `${counted(data.points.of, 'point')} × ${counted(data.arms.length, 'arm')} × ${counted(data.replicates, 'paired replicate')}, ${number(data.weeks)} weeks after ${number(data.burn_in_weeks)} weeks of burn-in, ${moment(data.provenance.created)}`,
      ),
    ),
  );

/** "0, 3 and 6 persons", or the ends and how many. */
function values_in_words(key: number): string {
  const all = levels(column(points, key)).map((value) => level(key, value));
  const unit = unit_name(data.keys[key]!.unit);
  const named = (text: string): string => (unit ? `${text} ${unit}` : text);
  if (all.length <= 8) return named(listed(all));
  return tr(
    `${named(`${all[0]!} 至 ${all.at(-1)!}`)}，${number(all.length)} 个取值`,
    `${named(`${all[0]!} to ${all.at(-1)!}`)}, ${number(all.length)} values`,
  );
}

/** Says that the page shows only some of the points; empty if it shows all. */
const points_left_out = (): string =>
  data.points.of === points.length
    ? ''
    : tr(
        `本页只画出均匀抽取的 ${number(points.length)} 个点；全部见 points.csv。`,
        `This page shows ${number(points.length)} of the points, evenly spaced; all are in points.csv.`,
      );

export const asked = (): HTMLElement =>
  section(
    'varied',
    tr('改变了什么', 'What was varied'),
    [
      grid
        ? tr('下列取值的每种组合都运行了所有方案。', 'All arms ran at every combination of these values.')
        : tr('所有方案都在一组参数点上运行。', 'All arms ran at a list of points.'),
      points_left_out(),
    ].join(tr('', ' ')),
    table(
      [tr('参数', 'Parameter'), tr('取值', 'Values'), tr('含义', 'Meaning')],
      data.keys.map((key, k) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, key_name(k), h('br'), h('code', {}, key.key)),
          h('td', {}, values_in_words(k)),
          h('td', {}, of(key.meaning)),
        ),
      ),
    ),
  );

export function verdict(): HTMLElement {
  const text = h('div', { 'aria-live': 'polite' });
  const fill = (): void =>
    text.replaceChildren(
      ...sentences(pair()).map((sentence) => h('p', { class: 'verdict-text' }, sentence)),
      h(
        'p',
        { class: 'sureness' },
        [of(indicator().meaning), pair() ? sureness() : ''].filter(Boolean).join(tr('', ' ')),
      ),
      ...[on_trust()].filter(Boolean).map((said) => h('p', { class: 'sureness' }, said)),
    );
  on_change(fill);
  fill();
  return h(
    'section',
    { id: 'verdict', 'aria-labelledby': 'verdict-title', class: 'verdict' },
    h('h2', { id: 'verdict-title' }, tr('结论', 'The answer')),
    live(() => [indicator_menu(), pair_choice()]),
    text,
  );
}
