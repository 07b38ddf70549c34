// All points in figures, what failed, and how to get the same numbers again.
import {
  agreements,
  data,
  deltas,
  figures,
  indicator,
  indicator_with_unit,
  key_with_unit,
  level,
  on_change,
  pair,
  pair_name,
  points,
  title,
} from './explore_data';
import { h, row, section, table } from './dom';
import { comma, moment, number, percent, tr } from './language';
import { quoted, reproduction } from './recipe';
import { difference, figure } from './units';

/** A fold whose content is made when it is opened, and made anew when something else is chosen. */
function lazy_fold(summary: string, content: () => HTMLElement): HTMLElement {
  const box = h('div', {});
  const fold = h('details', { class: 'fold' }, h('summary', {}, summary), box);
  const fill = (): void => {
    if (fold.open) box.replaceChildren(content());
  };
  fold.addEventListener('toggle', fill);
  on_change(fill);
  return fold;
}

const is_scaled = (): boolean => data.cost_scales.some((arms) => arms.some((scale) => scale !== null && scale !== 1));

function figures_at(point: number, arm: number): string {
  const { unit } = indicator();
  const mean = figures(arm, 'mean')[point]!;
  const scale = data.cost_scales[point]![arm]!;
  if (mean === null) return '–';
  const range =
    data.replicates > 1
      ? ` (${figure(figures(arm, 'low')[point]!, unit)} ${tr('至', 'to')} ${figure(figures(arm, 'high')[point]!, unit)})`
      : '';
  return `${figure(mean, unit)}${range}${is_scaled() && scale !== null ? ` × ${number(scale, { maximumFractionDigits: 2 })}` : ''}`;
}

const failed_note = (point: number): string =>
  data.failed[point]! > 0
    ? tr(`${data.failed[point]!}/${data.replicates} 失败`, `${data.failed[point]!} of ${data.replicates} failed`)
    : '';

function points_table(): HTMLElement {
  const one = pair();
  const heads = [
    '#',
    ...data.keys.map((_, key) => key_with_unit(key)),
    ...data.arms.map((_, arm) => title(arm)),
    ...(one ? [pair_name(one), tr('同号', 'Agree')] : []),
    ...(data.failures.runs > 0 ? [tr('失败', 'Failed')] : []),
  ];
  const rows = points.map((values, point) =>
    row(
      [String(data.points.number[point]!)],
      [
        ...values.map((value, key) => level(key, value)),
        ...data.arms.map((_, arm) => figures_at(point, arm)),
        ...(one ? [difference(deltas(one)[point]!, indicator().unit, false), percent(agreements(one)[point]!)] : []),
        ...(data.failures.runs > 0 ? [failed_note(point)] : []),
      ],
    ),
  );
  const caption = [
    indicator_with_unit(indicator()),
    data.replicates > 1 ? tr('均值（10%至90%分位）', 'mean (tenth to ninetieth percentile)') : '',
    is_scaled() ? tr('× 为同等成本的系数', '× is the factor of equal cost') : '',
  ];
  return table(heads, rows, caption.filter(Boolean).join(comma()), { class: 'points' });
}

export const all_points = (): HTMLElement =>
  section(
    'points',
    tr('全部参数点', 'All points'),
    tr(
      '编号与 points.csv 一致；那里有每个方案、每次重复、每项指标的数值。',
      'Numbered as in points.csv, which holds the figures of every arm, replicate and indicator.',
    ),
    lazy_fold(tr('所选指标的数值', 'Figures of the chosen indicator'), points_table),
  );

export function failures(): HTMLElement | null {
  const { runs, messages, list } = data.failures;
  if (runs === 0) return null;
  const where = (count: number, first: number[]): string => {
    const numbers = first.map((point) => `#${point}`).join(tr('、', ', ')) + (count > first.length ? ' …' : '');
    return tr(`参数点 ${numbers}`, `point${count === 1 ? '' : 's'} ${numbers}`);
  };
  return section(
    'failures',
    tr('失败的运行', 'What failed'),
    tr(
      `${number(data.points.of * data.replicates)} 组重复中有 ${number(runs)} 组失败，未计入任何数值；全部失败的参数点在图中留空。`,
      `${number(runs)} of ${number(data.points.of * data.replicates)} replicates failed and are in no figure; a point at which all failed is a gap in the charts.`,
    ),
    h(
      'ul',
      {},
      list.map((one) =>
        h(
          'li',
          {},
          h('code', {}, one.message),
          ` — ${where(one.points, one.first)}${tr(`，${number(one.runs)} 组重复`, `, ${number(one.runs)} replicate${one.runs === 1 ? '' : 's'}`)}`,
        ),
      ),
    ),
    messages > list.length
      ? h(
          'p',
          {},
          tr(
            `另有 ${number(messages - list.length)} 种信息。`,
            `And ${number(messages - list.length)} other messages.`,
          ),
        )
      : null,
  );
}

function recipe(): string {
  const { provenance: from } = data;
  return `git checkout ${from.commit}\n${from.command || `liandong explore ${quoted(data.name)}`}`;
}

function facts(): [string, string][] {
  const { provenance: from } = data;
  const whole = (value: number | null): string => number(value, { maximumFractionDigits: 0 });
  return [
    [tr('程序版本', 'Program version'), from.version],
    [tr('提交', 'Commit'), from.commit + (from.dirty ? tr('（含未提交的修改）', ' (with uncommitted changes)') : '')],
    [tr('源码摘要', 'Digest of sources'), from.sources],
    [tr('编译器', 'Compiler'), `${from.compiler} ${from.flags}`],
    [tr('随机种子', 'Seed'), data.seed],
    [tr('居民（首个参数点）', 'Residents (first point)'), number(data.residents)],
    [
      tr('用时与内存', 'Time and memory'),
      `${whole(from.wall_seconds)} ${tr('秒', 's')}${comma()}${whole(from.peak_bytes / 2 ** 20)} MiB`,
    ],
    [tr('完成于', 'Finished'), moment(from.created)],
  ];
}

/** A row for each replicate of each point. */
const hashes_table = (): HTMLElement =>
  table(
    ['#', tr('组', 'Replicate'), ...data.arms.map((_, arm) => title(arm))],
    data.hashes.flatMap((arms, point) =>
      Array.from({ length: data.replicates }, (_, replicate) =>
        row(
          [String(data.points.number[point]!)],
          [String(replicate), ...arms.map((hashes) => h('td', {}, h('code', {}, hashes[replicate] ?? '–')))],
        ),
      ),
    ),
    '',
    { class: 'points' },
  );

export const reproduce = (): HTMLElement =>
  reproduction(
    recipe(),
    facts(),
    lazy_fold(tr('每个参数点、方案和重复的状态哈希', 'State hash of each point, arm and replicate'), hashes_table),
  );
