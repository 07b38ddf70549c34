// What the study cannot say.
import { h, reference_fold, row, section, stacked_table, table } from './dom';
import { colon, counted, listed, lower, number, of, tr, upper } from './language';
import { contrast_label, equal, main, parameter_group_name, report } from './study';
import { difference, figure, interval, with_unit } from './units';
import type { Assumption, Contrast, Pattern } from './types';

function open_questions(contrast: Contrast): HTMLElement | null {
  const open = contrast.effects.filter((effect) => effect.verdict === 'inconclusive');
  if (open.length === 0) return null;
  if (contrast !== main && contrast !== equal)
    return h(
      'li',
      {},
      h('b', {}, contrast_label(contrast)),
      colon(),
      tr(`${open.length} 项`, counted(open.length, 'indicator')),
    );
  return h(
    'li',
    {},
    h('b', {}, contrast_label(contrast)),
    colon(),
    listed(
      open.flatMap((effect) => {
        const indicator = report.indicators.find(({ key }) => key === effect.figure);
        return indicator ? [`${lower(of(indicator.name))} (${interval(effect.low, effect.high, indicator.unit)})`] : [];
      }),
    ),
    tr('。', '.'),
  );
}

function too_wide(): HTMLElement {
  const lists = report.contrasts.map(open_questions).filter((list) => list !== null);
  return h(
    'div',
    {},
    h('h3', {}, tr('区间太宽，尚不能下结论', 'Intervals too wide for a verdict')),
    lists.length > 0
      ? h('ul', {}, lists)
      : h('p', {}, tr('无。各项指标均已得出结论。', 'None: every indicator has a verdict.')),
    lists.length > 0
      ? h(
          'p',
          { class: 'figure-note' },
          tr(
            '“尚无定论”不等于“没有差别”。增加配对模拟次数可以收窄区间。',
            '“Inconclusive” does not mean “no difference”. More paired runs narrow the intervals.',
          ),
        )
      : null,
  );
}

const findings: Record<Pattern['finding'], { kind: string; zh: string; en: string }> = {
  met: { kind: 'good', zh: '✓ 符合', en: '✓ met' },
  missed: { kind: 'bad', zh: '✗ 不符', en: '✗ missed' },
  unclear: { kind: 'open', zh: '? 不明确', en: '? unclear' },
  not_measured: { kind: 'none', zh: '– 未测量', en: '– not measured' },
};

function finding_chip(finding: Pattern['finding']): HTMLElement {
  const { kind, zh, en } = findings[finding];
  return h('span', { class: `chip ${kind}` }, tr(zh, en));
}

const status_name = (status: Pattern['status']): string =>
  status === 'fitted' ? tr('已拟合', 'fitted') : tr('未参与拟合', 'held out');

function pattern_figure(value: number | null, { kind, unit }: Pattern, named = false): string {
  if (kind === 'difference') return difference(value, unit, named);
  if (kind === 'level' || value === null) return named ? with_unit(value, unit) : figure(value, unit);
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${figure(Math.abs(value), '1')}`;
}

/** "20% – 30%", "−90% to −70%" */
const between = (low: string, high: string, { kind }: Pattern): string =>
  kind === 'level' ? `${low} – ${high}` : `${low} ${tr('至', 'to')} ${high}`;

/** "20% – 30%", "> 20%"; "> 0" where only the sign counts. */
function range(pattern: Pattern): string {
  const { low, high } = pattern;
  const end = (value: number): string => (Math.abs(value) < 1e-6 ? '0' : pattern_figure(value, pattern));
  if (low === null) return high === null ? '–' : `< ${end(high)}`;
  return high === null ? `> ${end(low)}` : between(end(low), end(high), pattern);
}

const pattern_row = (pattern: Pattern): HTMLElement =>
  row(
    [upper(of(pattern.name)), h('small', {}, of(pattern.arms)), h('small', {}, pattern.source)],
    [
      h('td', { class: 'short' }, status_name(pattern.status)),
      range(pattern),
      pattern_figure(pattern.value, pattern, true),
      pattern.from === null
        ? '–'
        : between(pattern_figure(pattern.from, pattern), pattern_figure(pattern.to, pattern), pattern),
      h('td', {}, finding_chip(pattern.finding)),
    ],
  );

/** "7 of 7 met, 0 missed, 0 unclear, 0 not measured" */
function pattern_counts(status: Pattern['status']): string {
  const all = report.patterns.filter((pattern) => pattern.status === status);
  const [met, missed, unclear, open] = (['met', 'missed', 'unclear', 'not_measured'] as const).map(
    (finding) => all.filter((pattern) => pattern.finding === finding).length,
  );
  return tr(
    `${all.length} 项中符合 ${met} 项，不符 ${missed} 项，不明确 ${unclear} 项，未测量 ${open} 项`,
    `${met} of ${all.length} met, ${missed} missed, ${unclear} unclear, ${open} not measured`,
  );
}

function patterns(): HTMLElement | null {
  if (report.patterns.length === 0) return null;
  return h(
    'div',
    {},
    h('h3', {}, tr('与现实对照', 'Against what was observed')),
    h(
      'p',
      {},
      tr(
        `已拟合（符合本身不构成证据）：${pattern_counts('fitted')}。未参与拟合：${pattern_counts('held_out')}。`,
        `Fitted, so that a hit is no evidence of its own: ${pattern_counts('fitted')}. Held out: ${pattern_counts('held_out')}.`,
      ),
    ),
    stacked_table(
      [
        tr('模式、方案与来源', 'Pattern, arm and source'),
        tr('性质', 'Status'),
        tr('目标', 'Target'),
        tr('模型', 'Model'),
        tr('区间', 'Interval'),
        tr('结论', 'Finding'),
      ],
      report.patterns.map(pattern_row),
    ),
  );
}

const assumed_value = ({ value, unit }: Assumption): string => {
  if (value === null) return tr('随方案', 'by arm');
  return unit === '1' ? number(value, { maximumSignificantDigits: 4 }) : with_unit(value, unit);
};

function assumptions(): HTMLElement | null {
  const { of: all, assumed } = report.parameters;
  if (assumed.length === 0) return null;
  return h(
    'div',
    { id: 'assumptions' },
    h('h3', {}, tr('假定的数值', 'Numbers that had to be assumed')),
    h(
      'p',
      {},
      tr(
        `模型的 ${all} 个参数中，${assumed.length} 个没有（或只有部分）实证来源，由建模者假定。区间只反映模拟中的偶然性，不反映这些数值的不确定性。`,
        `Of the model's ${all} parameters, ${assumed.length} have no source in data, or only in part, and were assumed. The intervals show chance within the model only, not the uncertainty of these numbers.`,
      ),
    ),
    reference_fold(
      tr('列出', 'List them'),
      table(
        [tr('参数', 'Parameter'), tr('类别', 'Kind'), tr('本研究取值', 'Value here'), tr('来源说明', 'Source')],
        assumed.map((entry) =>
          row(
            [upper(of(entry.name)), h('code', {}, ` ${entry.key}`)],
            [h('td', {}, parameter_group_name(entry.group)), assumed_value(entry), h('td', {}, entry.source)],
          ),
        ),
      ),
    ),
  );
}

const limits = (): string[] => [
  ...[of(report.study.start)].filter((text) => text !== ''),
  ...report.model.limits.map(of),
  tr(
    '居民是按地方统计合成的，不是真实的人；一个社区的图只是一次模拟。',
    "The residents are synthetic, drawn from the place's statistics; the picture of a community is one run of many.",
  ),
  tr(
    '本研究只涉及一个地方和一组条件。换一个地方或另一组条件，结论可能改变。',
    'The study covers one place and one set of conditions. In another place or under others the conclusion may change.',
  ),
  tr(
    '“有实际意义的最小差别”是一种判断；取值不同，“无实际差别”的结论也会不同。',
    'The smallest difference that matters is a judgement; with another, “no practical difference” would fall elsewhere.',
  ),
];

export const cannot_say = (): HTMLElement =>
  section(
    'limits',
    tr('我们不能说什么', 'What we cannot say'),
    '',
    too_wide(),
    patterns(),
    assumptions(),
    h(
      'div',
      {},
      h('h3', {}, tr('模型的边界', 'Limits of the model')),
      h(
        'ul',
        {},
        limits().map((text) => h('li', {}, text)),
      ),
    ),
  );
