// What the study cannot say.
import { h, section } from './dom';
import { colon, figure, interval, listed, number, of, tr, with_unit } from './language';
import { contrast_label } from './section_paths';
import { lower, report, upper } from './study';
import { Verdict, type Assumption, type Contrast } from './types';

function open_questions(contrast: Contrast): HTMLElement | null {
  const open = contrast.effects.filter((effect) => effect.verdict === Verdict.open);
  if (open.length === 0) return null;
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
      : h('p', {}, tr('没有：每项指标都得到了判断。', 'None: every indicator has a verdict.')),
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

function patterns(): HTMLElement | null {
  if (report.patterns.length === 0) return null;
  const missed = report.patterns.filter(({ hit }) => !hit).length;
  return h(
    'div',
    {},
    h('h3', {}, tr('与现实对照', 'Against what was observed')),
    h(
      'p',
      {},
      tr(
        `改革前安排下的模型与已知统计对照：${report.patterns.length} 项中 ${missed} 项未达到目标。`,
        `The model under the arrangement before the reform, against known statistics: ${missed} of ${report.patterns.length} targets are missed.`,
      ),
    ),
    h(
      'div',
      { class: 'scroll' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            [
              tr('指标', 'Indicator'),
              tr('目标', 'Target'),
              tr('模型', 'Model'),
              tr('八成模拟', 'Eight runs in ten'),
              '',
              tr('来源', 'Source'),
            ].map((name) => h('th', { scope: 'col' }, name)),
          ),
        ),
        h(
          'tbody',
          {},
          report.patterns.map((pattern) => {
            const indicator = report.indicators[pattern.indicator]!,
              show = (value: number | null): string => figure(value, indicator.unit);
            return h(
              'tr',
              {},
              h('th', { scope: 'row' }, upper(of(indicator.name))),
              h('td', { class: 'figure' }, `${show(pattern.low)} – ${show(pattern.high)}`),
              h('td', { class: 'figure' }, show(pattern.value)),
              h('td', { class: 'figure' }, `${show(pattern.from)} – ${show(pattern.to)}`),
              h(
                'td',
                {},
                h(
                  'span',
                  { class: `chip ${pattern.hit ? 'good' : 'bad'}` },
                  pattern.hit ? tr('✓ 达到', '✓ met') : tr('✗ 未达到', '✗ missed'),
                ),
              ),
              h('td', {}, of(pattern.source)),
            );
          }),
        ),
      ),
    ),
  );
}

const kind_name = (kind: Assumption['kind']): string =>
  ({
    lever: tr('方案设置', 'levers'),
    place: tr('地方', 'place'),
    context: tr('条件', 'context'),
    mechanism: tr('行为机制', 'behaviour'),
  })[kind];

function assumptions(): HTMLElement {
  const { of: all, assumed } = report.parameters;
  return h(
    'div',
    {},
    h('h3', {}, tr('假定的数值', 'Numbers that had to be assumed')),
    h(
      'p',
      {},
      tr(
        `模型的 ${all} 个参数中，${assumed.length} 个没有（或只有部分）实证来源，由建模者假定。区间只反映模拟中的偶然性，不反映这些数值的不确定性。`,
        `Of the model's ${all} parameters, ${assumed.length} have no source in data, or only in part, and were assumed. The intervals show chance within the model only, not the uncertainty of these numbers.`,
      ),
    ),
    h(
      'details',
      { class: 'fold' },
      h('summary', {}, tr('列出', 'List them')),
      h(
        'div',
        { class: 'scroll' },
        h(
          'table',
          {},
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              [
                tr('参数', 'Parameter'),
                tr('类别', 'Kind'),
                tr('本研究取值', 'Value here'),
                tr('来源说明', 'Source'),
              ].map((name) => h('th', { scope: 'col' }, name)),
            ),
          ),
          h(
            'tbody',
            {},
            assumed.map((entry) =>
              h(
                'tr',
                {},
                h('th', { scope: 'row' }, upper(of(entry.name)), h('code', {}, ` ${entry.key}`)),
                h('td', {}, kind_name(entry.kind)),
                h(
                  'td',
                  { class: 'figure' },
                  entry.value === null
                    ? tr('随方案', 'by arm')
                    : entry.unit === '1'
                      ? number(entry.value, { maximumSignificantDigits: 4 })
                      : with_unit(entry.value, entry.unit),
                ),
                h('td', {}, entry.source),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

const limits = (): string[] => [
  tr(
    '没有找到任何城市间的正面对照数据（例如包头与南京），因此结论不能用实测结果检验；它说明的是在这些规则之下会发生什么。',
    'No measured head-to-head outcomes of cities were found (Baotou against Nanjing, say), so the conclusions cannot be checked against them; they say what follows from these rules.',
  ),
  tr(
    '居民是按地方统计合成的，不是真实的人；一个社区的图只是一次模拟。',
    "The residents are synthetic, drawn from the place's statistics; the picture of a community is one run of many.",
  ),
  tr(
    '本研究只涉及一个地方和一组条件。换一个社会组织更成熟、或财力更弱的地方，结论可能改变。',
    'The study covers one place and one set of conditions. Where social organisations are readier, or budgets poorer, the conclusion may change.',
  ),
  tr(
    '时间银行、社区基金会和社会企业尚未纳入模型；干部的动机只通过考核权重体现。',
    "Time banks, community foundations and social enterprises are not in the model yet; officials' motives enter through assessment weights only.",
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
