// What differs between the arms, in words, with dates; made from the definitions of the levers.
import { fold, h, row, section, table } from './dom';
import { colon, comma, counted, listed, lower, number, of, semicolon, tr, upper } from './language';
import { before_title, report, same_course, title, week_in_words } from './study';
import { figure, with_unit } from './units';
import type { Arm, Lever, Stage } from './types';

const lever_of = (key: string): Lever | undefined => report.levers.find((lever) => lever.key === key);
const is_switch = (lever: Lever): boolean => lever.whole && lever.low === 0 && lever.high === 1;

/** A share as percent; a pure number that may exceed one as a number. */
const value_of = (lever: Lever, value: number): string =>
  lever.unit === '1' && lever.high > 1 ? number(value, { maximumFractionDigits: 2 }) : with_unit(value, lever.unit);
const setting = (lever: Lever, value: number | null): string =>
  value === null ? '–' : is_switch(lever) ? (value ? tr('是', 'yes') : tr('否', 'no')) : value_of(lever, value);

function change_in_words(key: string, from: number, to: number): string {
  const lever = lever_of(key);
  if (!lever) return key;
  const name = of(lever.name);
  if (is_switch(lever)) return to ? tr(`启用：${name}`, `Introduced: ${name}`) : tr(`取消：${name}`, `Ended: ${name}`);
  const up = to > from;
  const start = lever.unit === '1' ? value_of(lever, from) : figure(from, lever.unit);
  return tr(
    `${name}由 ${start} ${up ? '升至' : '降至'} ${value_of(lever, to)}`,
    upper(`${name}: ${up ? 'up' : 'down'} from ${start} to ${value_of(lever, to)}`),
  );
}

/** How far apart the arms end up on a lever, as a share of its range. */
function contrast_of(key: string): number {
  const lever = lever_of(key);
  const values = report.arms.flatMap((arm, i) =>
    lever && !arm.equal_cost_to ? [lever.after[i]!, ...lever.parts[i]!.map(({ value }) => value)] : [],
  );
  return lever && values.length > 0 ? (Math.max(...values) - Math.min(...values)) / (lever.high - lever.low || 1) : 0;
}

const list_of = (changes: Stage['changes']): HTMLElement =>
  h(
    'ul',
    { class: 'changes' },
    changes.map(({ key, from, to }) =>
      h('li', { title: of(lever_of(key)?.meaning ?? { zh: '', en: '' }) }, change_in_words(key, from, to)),
    ),
  );

/** The changes in which arms part most first; the rest folded if there are many. */
function change_lists(stage: Stage): HTMLElement[] {
  if (stage.changes.length <= 10) return [list_of(stage.changes)];
  const first = new Set([...stage.changes].sort((x, y) => contrast_of(y.key) - contrast_of(x.key)).slice(0, 8));
  const rest = stage.changes.filter((change) => !first.has(change));
  return [
    list_of(stage.changes.filter((change) => first.has(change))),
    h(
      'details',
      { class: 'fold more' },
      h(
        'summary',
        {},
        tr(`另有 ${rest.length} 项，各方案差别较小`, `${rest.length} more, in which the arms differ less`),
      ),
      list_of(rest),
    ),
  ];
}

const stage_block = (stage: Stage): HTMLElement =>
  h(
    'li',
    { class: 'stage' },
    h(
      'p',
      { class: 'stage-head' },
      h('time', {}, week_in_words(stage.week)),
      of(stage.label) ? ` · ${of(stage.label)}` : '',
    ),
    stage.changes.length > 0 ? change_lists(stage) : stage.merger ? '' : h('p', {}, tr('与此前相同。', 'As before.')),
  );

function scaled_note(arm: Arm, like: Arm): HTMLElement {
  const target = report.arms.find((other) => other.name === arm.equal_cost_to);
  const scaled = listed(report.model.cost_levers.map((name) => lower(of(name))));
  const factor = number(arm.cost_scale, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  return h(
    'div',
    { class: 'arm-block' },
    h('h3', {}, title(arm)),
    h(
      'p',
      {},
      tr(
        `与“${title(like)}”相同，只是${scaled}乘以 ${factor}，使公共支出与“${target ? title(target) : arm.equal_cost_to}”相等${arm.cost_scale_clamped ? '（有参数触及上限，只能接近）' : ''}。`,
        `The same as “${title(like)}”, but with ${lower(scaled)} multiplied by ${factor}, so that public spending equals that of “${target ? title(target) : arm.equal_cost_to}”${arm.cost_scale_clamped ? ' (a lever met the end of its range, so only nearly)' : ''}.`,
      ),
    ),
  );
}

function arm_block(arm: Arm): HTMLElement {
  const like = arm.equal_cost_to
    ? report.arms.find((other) => other !== arm && !other.equal_cost_to && same_course(other, arm))
    : undefined;
  if (like) return scaled_note(arm, like);
  return h(
    'div',
    { class: 'arm-block' },
    h('h3', {}, title(arm)),
    h('ol', { class: 'stages' }, arm.stages.map(stage_block)),
  );
}

/** The values at the end of each arm, as text to compare. */
const at_end = (lever: Lever, i: number): string => JSON.stringify([lever.after[i], lever.parts[i]]);

function end_cell(lever: Lever, i: number): HTMLTableCellElement {
  const parts = lever.parts[i] ?? [];
  const elsewhere = parts.map(({ value, where }) => `${of(where)}${colon()}${setting(lever, value)}`);
  return h(
    'td',
    { title: elsewhere.join(semicolon()) },
    setting(lever, lever.after[i] ?? null),
    parts.length > 0
      ? tr('（部分社区 ', ' (in some communities ') +
          parts.map(({ value }) => setting(lever, value)).join(comma()) +
          tr('）', ')')
      : '',
  );
}

/** Levers at the end of the study, side by side, those in which the arms differ. */
function end_table(): HTMLElement | null {
  const own = report.arms.filter((arm) => !arm.equal_cost_to);
  const index = own.map((arm) => report.arms.indexOf(arm));
  const rows = report.levers.filter((lever) => index.some((i) => at_end(lever, i) !== at_end(lever, index[0]!)));
  if (rows.length === 0 || own.length < 2) return null;
  return fold(
    tr(
      `${rows.length} 项设置最终不同：逐项对照`,
      `${counted(rows.length, 'setting')} ${rows.length === 1 ? 'differs' : 'differ'} in the end: side by side`,
    ),
    table(
      [tr('设置', 'Setting'), before_title(), ...own.map(title)],
      rows.map((lever) =>
        row(
          [upper(of(lever.name))],
          [h('td', {}, setting(lever, lever.before)), ...index.map((i) => end_cell(lever, i))],
          of(lever.meaning),
        ),
      ),
    ),
  );
}

export function differences(): HTMLElement | null {
  if (report.levers.length === 0) return null;
  const own = report.arms.filter((arm) => !arm.equal_cost_to);
  const counts = own.map((arm) => new Set(arm.stages.flatMap((stage) => stage.changes.map(({ key }) => key))).size);
  const before = of(report.study.burn_in_title) || tr('原有安排', 'the arrangement before');
  return section(
    'differences',
    tr('方案有何不同', 'What differs between the arms'),
    tr(
      `各方案都从“${before}”出发，面对同一批居民、同样的需求。${own.map((arm, i) => `${title(arm)}改变 ${counts[i]} 项设置`).join(comma())}。模型只看到这些设置，看不到方案的名称。`,
      `All arms start from “${before}” with the same residents and the same needs. ${upper(listed(own.map((arm, i) => `${lower(title(arm))} changes ${counted(counts[i]!, 'setting')}`)))}. The model sees these settings only, never the name of an arm.`,
    ),
    h('div', { class: 'arm-blocks' }, report.arms.map(arm_block)),
    end_table(),
  );
}
