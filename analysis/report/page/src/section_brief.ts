// One page to print and hand on: the question, the verdict, the headline figures, what it costs and on what it depends.
import { h, row, table } from './dom';
import { counted, date_of, moment, number, of, percent, tr, upper, yuan, yuan_in_all } from './language';
import {
  arm_in_words,
  cost_of_place,
  effect_of,
  headline,
  main,
  is_baseline,
  is_ranking,
  report,
  title,
} from './study';
import { mean_of, place_of } from './section_ranking';
import { difference, figure, interval } from './units';
import { on_trust, verdict_sentences } from './verdict';
import { dot_blocks, preliminary_note, run_note, type Kind as DotKind } from './section_world_dots';
import { said } from './worlds';
import type { Claim, Contrast, Effect, Indicator, Worlds } from './types';

/** Prints the brief alone. */
function print_brief(): void {
  document.body.classList.add('brief-only');
  window.addEventListener('afterprint', () => document.body.classList.remove('brief-only'), { once: true });
  window.print();
}

export const brief_button = (): HTMLElement =>
  h('button', { type: 'button', id: 'print-brief', click: print_brief }, tr('打印一页摘要', 'Print a one-page brief'));

const compared_row = (contrast: Contrast, indicator: Indicator, effect: Effect): HTMLElement =>
  row(
    [upper(of(indicator.name))],
    [
      difference(effect.delta, indicator.unit),
      interval(effect.low, effect.high, indicator.unit),
      h('td', {}, arm_in_words(effect.verdict, contrast)),
    ],
  );

const compared_table = (contrast: Contrast): HTMLElement =>
  table(
    [tr('指标', 'Indicator'), tr('差值', 'Difference'), tr('区间', 'Interval'), tr('判断', 'Verdict')],
    headline().flatMap((indicator) => {
      const effect = effect_of(contrast, indicator.key);
      return effect ? [compared_row(contrast, indicator, effect)] : [];
    }),
  );

const ranked_table = (): HTMLElement =>
  table(
    [tr('方案（括号内为名次）', 'Arm (place in brackets)'), ...headline().map(({ name }) => upper(of(name)))],
    report.arms.map((arm) =>
      row(
        [upper(title(arm))],
        headline().map((indicator) => {
          const place = indicator.direction === 0 ? '' : ` (${place_of(arm, indicator, report.arms)})`;
          return figure(mean_of(arm, indicator), indicator.unit) + place;
        }),
      ),
    ),
  );

/** What each arm costs the public: a resident and the place, a year. */
export function cost_table(): HTMLElement | null {
  if (!report.model.costs || report.arms.every(({ public_cost }) => public_cost === 0)) return null;
  const { communities } = report.study;
  return table(
    [
      tr('公共支出', 'Public cost'),
      tr('每位居民每年', 'per resident and year'),
      tr(`${number(communities)} 个社区合计，每年`, `all communities (${number(communities)}), a year`),
    ],
    report.arms.map((arm) =>
      row(
        [upper(title(arm)), is_baseline(arm) ? h('small', {}, tr('对照', 'baseline')) : null],
        [yuan(arm.public_cost), yuan_in_all(cost_of_place(arm))],
      ),
    ),
  );
}

const facts = (): string => {
  const { study, provenance } = report;
  const last = date_of(study.weeks - 1, study.start_year).getUTCFullYear();
  const years = last === study.start_year ? String(last) : `${study.start_year}–${last}`;
  return tr(
    `${years}年，${number(study.communities)} 个社区，约 ${number(study.residents)} 位居民；${study.replicates} 组配对模拟，${percent(study.confidence)} 置信区间。这是对模型世界的判断，不是对现实的预测。程序 ${provenance.version}，${moment(provenance.created)}。`,
    `${years}, ${counted(study.communities, 'community', 'communities')}, about ${number(study.residents)} residents; ${counted(study.replicates, 'paired run')}, ${percent(study.confidence)} intervals. These are statements about a model, not forecasts. Program ${provenance.version}, ${moment(provenance.created)}.`,
  );
};

const sentences = (texts: string[]): HTMLElement[] => texts.map((text) => h('p', { class: 'brief-verdict' }, text));

const stated_answer = (): (HTMLElement | null)[] => [
  ...sentences(verdict_sentences()),
  is_ranking() ? ranked_table() : main ? compared_table(main) : null,
];

/** A hundred dots on two lines: so many of each kind. */
const dots = (kinds: DotKind[]): HTMLElement =>
  h(
    'span',
    { class: 'brief-dots' },
    kinds.flatMap(({ dots: count, colour }) =>
      Array.from({ length: count }, () => h('i', { style: `background:${colour}` })),
    ),
  );

const dots_table = (): HTMLElement =>
  table(
    [tr('每 100 个世界中', 'Of a hundred worlds'), '', ''],
    dot_blocks()
      .flat()
      .map(({ title: name, kinds }) =>
        row(
          [name],
          [
            h('td', {}, dots(kinds)),
            h(
              'td',
              {},
              kinds
                .filter((kind) => kind.dots > 0)
                .map((kind) => `${kind.name} ${kind.dots}`)
                .join(tr('，', ', ')),
            ),
          ],
        ),
      ),
  );

const claim_in_words = (claim: Claim): string =>
  tr(
    `论断 ${claim.id}：${of(claim.said)}。${of(claim.counted)}`,
    `Claim ${claim.id}: ${of(claim.said)}. ${of(claim.counted)}`,
  );

const world_answer = (found: Worlds): (HTMLElement | null)[] => [
  preliminary_note(),
  ...sentences([...found.said.reversals, ...found.said.verdict].map(said)),
  dots_table(),
  h('p', { class: 'brief-head' }, tr('取决于什么', 'It depends on')),
  h(
    'ul',
    {},
    found.said.depends.map((text) => h('li', {}, said(text))),
  ),
  ...(of(found.said.data) ? [h('p', {}, said(found.said.data))] : []),
  h('p', { class: 'figure-note' }, said(found.said.worlds) + run_note()),
];

export const brief = (): HTMLElement =>
  h(
    'section',
    { id: 'brief', 'aria-label': tr('一页摘要', 'One-page brief') },
    h('p', { class: 'eyebrow' }, of(report.study.title) || report.study.name),
    h('p', { class: 'brief-question' }, of(report.study.question) || of(report.study.title)),
    report.claim ? h('p', { class: 'brief-verdict' }, claim_in_words(report.claim)) : null,
    ...(report.worlds ? world_answer(report.worlds) : stated_answer()),
    cost_table(),
    on_trust() ? h('p', {}, on_trust()) : null,
    h('p', { class: 'figure-note' }, facts()),
  );
