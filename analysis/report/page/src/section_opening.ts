// The question, the verdict, and the cards.
import { h, section } from './dom';
import { counted, current, lower, number, of, percent, tr, upper, yuan } from './language';
import {
  arm_a,
  arm_b,
  arm_in_words,
  contrast_name,
  contrasts_left_out,
  effect_of,
  equal,
  headline,
  is_of_whole_run,
  is_public_cost,
  is_ranking,
  last_years,
  main,
  path_title,
  report,
  title,
} from './study';
import { difference, difference_name, figure, interval } from './units';
import { confidence_sentence, on_trust, verdict_sentences } from './verdict';
import { kind, mark } from './looks';
import { brief_button } from './section_brief';
import { preliminary_note, run_note } from './section_world_dots';
import { said } from './worlds';
import type { Contrast, Effect, Indicator, WorldSaid } from './types';

/** Questions longer than this are set smaller. */
const long_from = (): number => (current() === 'zh' ? 36 : 90);

const runs = (): string => {
  const paired = tr(`${report.study.replicates} 组配对模拟`, counted(report.study.replicates, 'paired run'));
  return report.worlds
    ? report.worlds.preliminary
      ? tr(
          `初步：${report.worlds.run} 个世界（上限 ${report.worlds.asked} 个），${paired}`,
          `so far ${report.worlds.run} of up to ${counted(report.worlds.asked, 'world')}, ${paired}`,
        )
      : tr(`${report.worlds.run} 个世界，${paired}`, `${counted(report.worlds.run, 'world')}, ${paired}`)
    : paired;
};

export function question(): HTMLElement {
  const { study } = report;
  const years = Math.round(study.weeks / 5.2) / 10;
  return h(
    'header',
    { class: 'opening', id: 'question' },
    h('p', { class: 'eyebrow' }, of(study.title) || study.name),
    h(
      'h1',
      { class: of(study.question).length > long_from() ? 'long' : '' },
      of(study.question) || of(study.title) || study.name,
    ),
    h(
      'p',
      { class: 'facts' },
      tr(
        `${number(study.communities)} 个社区，约 ${number(study.residents)} 位居民，自 ${study.start_year} 年起模拟 ${number(years)} 年，${runs()}`,
        `${counted(study.communities, 'community', 'communities')}, about ${number(study.residents)} residents, ${counted(years, 'year')} from ${study.start_year}, ${runs()}`,
      ),
    ),
  );
}

const verdict_frame = (...children: (Node | null)[]): HTMLElement =>
  h(
    'section',
    { id: 'verdict', 'aria-labelledby': 'verdict-title', class: 'verdict' },
    h('div', { class: 'verdict-head' }, h('h2', { id: 'verdict-title' }, tr('结论', 'The verdict')), brief_button()),
    ...children,
  );

/** Over worlds: a mechanism that turns the order first, then the words, then on what they depend. */
function world_verdict(answer: WorldSaid): HTMLElement {
  return verdict_frame(
    preliminary_note(),
    ...answer.reversals.map((text) => h('p', { class: 'verdict-text reversal' }, said(text))),
    ...answer.verdict.map((text) => h('p', { class: 'verdict-text' }, said(text))),
    h('h3', {}, tr('取决于什么', 'It depends on')),
    h(
      'ul',
      { class: 'depends' },
      answer.depends.map((text) => h('li', {}, said(text))),
    ),
    of(answer.data) ? h('p', {}, said(answer.data)) : null,
    h(
      'p',
      { class: 'sureness' },
      said(answer.worlds) +
        run_note() +
        tr('这是对模型世界的判断，不是对现实的预测。', ' These are statements about the model, not forecasts.'),
    ),
  );
}

/** What the study shows at its stated values; the verdict itself where there are no worlds. */
function stated_sentences(): (HTMLElement | null)[] {
  const worded = verdict_sentences();
  return [
    ...worded.map((text) => h('p', { class: 'verdict-text' }, text)),
    on_trust() ? h('p', { class: 'on-trust' }, h('a', { href: '#assumptions' }, on_trust())) : null,
    h('p', { class: 'sureness' }, confidence_sentence()),
    contrasts_left_out() ? h('p', { class: 'sureness' }, contrasts_left_out()) : null,
  ];
}

export const verdict = (): HTMLElement =>
  report.worlds ? world_verdict(report.worlds.said) : verdict_frame(...stated_sentences());

/** Heads the sections that show the study at its stated values, where the verdict is over worlds. */
export const stated = (): HTMLElement | null =>
  report.worlds
    ? section(
        'stated',
        tr('按所述取值的一次计算', 'The study at its stated values'),
        tr(
          '以下各节把每个未知数值都固定在研究所述的取值上。区间只含随机种子带来的起伏，不含数值的未知；是否稳妥，以上文的结论为准。',
          'The sections below hold every unknown number at the value the study states. Their intervals are the noise of the seed alone and hold nothing of what is not known; how sure the answer is stands above.',
        ),
        ...stated_sentences(),
      )
    : null;

/** Interval on a line, zero in the middle, with the zone of differences too small to matter. */
function interval_bar(effect: Effect, indicator: Indicator): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const add = (tag: string, attributes: Record<string, string | number>): void => {
    const element = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    svg.append(element);
  };
  const low = effect.low ?? effect.delta ?? 0,
    high = effect.high ?? effect.delta ?? 0;
  const reach = Math.max(Math.abs(low), Math.abs(high), indicator.smallest * 1.6, 1e-9) * 1.1;
  const x = (value: number): number => 150 + (value / reach) * 148;
  svg.setAttribute('viewBox', '0 0 300 26');
  svg.setAttribute('class', 'interval-bar');
  svg.setAttribute('aria-hidden', 'true');
  add('rect', {
    x: x(-indicator.smallest),
    y: 4,
    width: x(indicator.smallest) - x(-indicator.smallest),
    height: 18,
    class: 'zone',
  });
  add('line', { x1: 150, x2: 150, y1: 1, y2: 25, class: 'zero' });
  add('line', { x1: x(low), x2: x(high), y1: 13, y2: 13, class: 'span' });
  for (const end of [low, high]) add('line', { x1: x(end), x2: x(end), y1: 8, y2: 18, class: 'span' });
  add('circle', { cx: x(effect.delta ?? 0), cy: 13, r: 5.5, class: 'point' });
  return svg;
}

function result(contrast: Contrast, indicator: Indicator, effect: Effect, leading: boolean): HTMLElement {
  const sure = percent(report.study.confidence);
  return h(
    'div',
    { class: `result ${kind[effect.verdict]}${leading ? '' : ' second'}` },
    h('p', { class: 'result-kind' }, contrast_name(contrast)),
    h(
      'p',
      { class: 'delta' },
      h('strong', {}, difference(effect.delta, indicator.unit, false)),
      ' ',
      h('span', {}, difference_name(indicator.unit)),
    ),
    h(
      'p',
      { class: 'range' },
      tr(
        `${sure} 区间 ${interval(effect.low, effect.high, indicator.unit)}${report.worlds ? '，仅随机起伏' : ''}`,
        `${sure} interval ${interval(effect.low, effect.high, indicator.unit)}${report.worlds ? ', noise of the seed alone' : ''}`,
      ),
    ),
    interval_bar(effect, indicator),
    h(
      'p',
      { class: 'tag' },
      h('span', { 'aria-hidden': 'true' }, mark[effect.verdict]),
      ' ',
      arm_in_words(effect.verdict, contrast),
    ),
    h(
      'p',
      { class: 'means' },
      `${path_title(arm_a(contrast))} ${figure(effect.a, indicator.unit)} · ${path_title(arm_b(contrast))} ${figure(effect.b, indicator.unit)}`,
    ),
  );
}

/** Instead of a difference: at equal cost there is none to find. */
const shared_cost = (): HTMLElement =>
  h(
    'div',
    { class: 'result second' },
    h('p', { class: 'result-kind' }, contrast_name(equal!)),
    h(
      'p',
      { class: 'means' },
      tr(
        '按设定，整个研究期内两者花费相同的公共资金：',
        'By design both spend the same public money over the whole study:',
      ),
    ),
    h(
      'p',
      { class: 'means' },
      `${title(arm_a(equal!))} ${yuan(arm_a(equal!).public_cost)} · ${title(arm_b(equal!))} ${yuan(arm_b(equal!).public_cost)}`,
    ),
  );

const whole_run_note = (indicator: Indicator): string =>
  is_of_whole_run(indicator) ? tr('为整个研究期的均值。', ' Mean of the whole study.') : '';

/** Two arms only: more are ranked. */
export function cards(): HTMLElement | null {
  if (!main || is_ranking()) return null;
  const a = path_title(arm_a(main)),
    b = path_title(arm_b(main));
  return section(
    'cards',
    tr('最要紧的几项', 'What matters most'),
    tr(
      `每项为${a}减去${b}（${last_years()}均值）。颜色与符号按对居民的好坏，而非数值升降；灰带内的差别小到没有实际意义。`,
      `Each is ${lower(a)} minus ${lower(b)}, mean of ${last_years()}. Colour and sign follow good or bad for residents, not up or down; differences inside the grey band are too small to matter. “Points” are percentage points.`,
    ),
    h(
      'div',
      { class: 'cards' },
      headline().map((indicator) => {
        const own = effect_of(main, indicator.key),
          same = effect_of(equal, indicator.key);
        return h(
          'article',
          { class: 'card' },
          h('h3', {}, upper(of(indicator.name))),
          h('p', { class: 'meaning' }, of(indicator.meaning) + whole_run_note(indicator)),
          own ? result(main!, indicator, own, true) : null,
          same && equal ? (is_public_cost(indicator) ? shared_cost() : result(equal, indicator, same, false)) : null,
        );
      }),
    ),
  );
}
