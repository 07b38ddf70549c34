// Who wins and who loses: groups of residents, and communities.
import { chart_figure, type ChartFigure, type Table } from './charts';
import { controls, h, row, section, stacked_table } from './dom';
import { colon, listed, lower, number, of, semicolon, tr, upper } from './language';
import { contrast_choice, indicator_menu } from './pickers';
import {
  arm_a,
  arm_b,
  arm_in_words,
  community_name,
  headline,
  indicator_at,
  last_years,
  main,
  path_title,
  report,
} from './study';
import { difference, difference_name, interval } from './units';
import { kind, mark } from './looks';
import { whiskers, type Whisker } from './whiskers';
import type { Contrast, Effect, Indicator, Number, Report, Verdict } from './types';

type Group = Report['groups'][number];

const effect_in = (contrast: Contrast, group: Group, indicator: Indicator): Effect | undefined =>
  contrast.groups.find((effect) => effect.figure === `${group.key}/${indicator.key}`);

function heat_cell(contrast: Contrast, group: Group, indicator: Indicator): HTMLTableCellElement {
  const effect = effect_in(contrast, group, indicator);
  if (!effect || effect.delta === null) return h('td', {}, '–');
  return h(
    'td',
    {
      class: kind[effect.verdict],
      title: `${arm_in_words(effect.verdict, contrast)} (${interval(effect.low, effect.high, indicator.unit)})`,
    },
    h('span', { class: 'cell-mark' }, mark[effect.verdict]),
    ` ${difference(effect.delta, indicator.unit, false)}`,
  );
}

const heat_table = (contrast: Contrast): HTMLElement =>
  stacked_table(
    [
      '',
      ...report.group_indicators.map((i) =>
        h('th', { scope: 'col', title: of(i.meaning) }, upper(of(i.name)), h('small', {}, difference_name(i.unit))),
      ),
    ],
    report.groups.map((group) =>
      row(
        [upper(of(group.name))],
        report.group_indicators.map((indicator) => heat_cell(contrast, group, indicator)),
      ),
    ),
    tr(
      `${path_title(arm_a(contrast))}减${path_title(arm_b(contrast))}，${last_years()}均值`,
      `${path_title(arm_a(contrast))} minus ${path_title(arm_b(contrast))}, mean of ${last_years()}`,
    ),
    { class: 'heat' },
  );

/** Which groups fare better under which arm, by how many indicators. */
function in_words(contrast: Contrast): string {
  const a = path_title(arm_a(contrast)),
    b = path_title(arm_b(contrast));
  const score = (group: Group): number =>
    report.group_indicators.reduce((sum, indicator) => {
      const verdict = effect_in(contrast, group, indicator)?.verdict;
      return sum + (verdict === 'better' ? 1 : verdict === 'worse' ? -1 : 0);
    }, 0);
  const names = (test: (score: number) => boolean): string[] => {
    const found = report.groups.filter((group) => test(score(group))).map((group) => of(group.name));
    return found.length === report.groups.length ? [tr('各人群', 'all groups')] : found;
  };
  const for_a = names((s) => s > 0),
    for_b = names((s) => s < 0),
    even = names((s) => s === 0);
  const parts = [
    for_a.length > 0 && tr(`${listed(for_a)}在${a}下得益更多`, `${listed(for_a)} fare better under ${lower(a)}`),
    for_b.length > 0 && tr(`${listed(for_b)}在${b}下得益更多`, `${listed(for_b)} fare better under ${lower(b)}`),
    even.length > 0 && tr(`${listed(even)}总体难分高下`, `for ${listed(even)} neither is clearly ahead`),
  ].filter((part) => part !== false);
  return (
    upper(parts.join(semicolon())) +
    tr('（按明确占优的指标数计）。', ' (by the number of indicators with a clear lead).') +
    widest(contrast)
  );
}

interface Gain {
  name: string;
  delta: number;
  low: number;
  high: number;
  gain: number; // more is better
}

/** Groups by what the first arm gives them on an indicator, the most first. */
const gains = (contrast: Contrast, indicator: Indicator): Gain[] =>
  report.groups
    .flatMap((group) => {
      const { delta = null, low = null, high = null } = effect_in(contrast, group, indicator) ?? {};
      return delta === null || low === null || high === null
        ? []
        : [{ name: of(group.name), delta, low, high, gain: delta * indicator.direction }];
    })
    .sort((x, y) => y.gain - x.gain);

/**
 * For whom the difference is greatest and least, if the two intervals lie apart, on the first figure of the cards that
 * groups have. Where all gain, or all lose, the least is no loser: it says so.
 */
function widest(contrast: Contrast): string {
  const indicator =
    headline().find(({ key }) => report.group_indicators.some((other) => other.key === key)) ??
    report.group_indicators[0];
  if (!indicator || indicator.direction === 0) return '';
  const rows = gains(contrast, indicator);
  const best = rows[0],
    least = rows[rows.length - 1];
  if (!best || !least || (best.low <= least.high && least.low <= best.high)) return '';
  const a = path_title(arm_a(contrast)),
    b = path_title(arm_b(contrast)),
    name = of(indicator.name),
    shown = (one: Gain): string => `${one.name} (${difference(one.delta, indicator.unit)})`;
  if (least.gain > 0 || best.gain < 0) {
    const [ahead, behind, most, few] = least.gain > 0 ? [a, b, best, least] : [b, a, least, best];
    return tr(
      `就${name}而言，各人群在${ahead}下都好于${behind}：${shown(most)}差别最大，${shown(few)}最小。`,
      ` On ${lower(name)} all groups fare better under ${lower(ahead)} than under ${lower(behind)}, ${shown(most)} most and ${shown(few)} least.`,
    );
  }
  return tr(
    `就${name}而言，${a}对${shown(best)}最有利，对${shown(least)}最不利。`,
    ` On ${lower(name)}, ${lower(a)} does most for ${shown(best)} and least for ${shown(least)}.`,
  );
}

interface State {
  contrast: Contrast;
  indicator: string;
}

function group_whiskers(contrast: Contrast, indicator: Indicator): Whisker[] {
  return report.groups.flatMap((group) => {
    const effect = effect_in(contrast, group, indicator);
    if (!effect || effect.delta === null) return [];
    const { delta, low, high, verdict } = effect;
    return [{ name: upper(of(group.name)), delta, low, high, verdict }];
  });
}

/** By the interval of one community alone. */
function community_verdict(delta: number, low: Number, high: Number, indicator: Indicator): Verdict {
  if (low === null || high === null) return 'inconclusive';
  if (low > -indicator.smallest && high < indicator.smallest) return 'no_difference';
  if (low <= 0 && high >= 0) return 'inconclusive';
  if (indicator.direction === 0) return 'different';
  return delta * indicator.direction > 0 ? 'better' : 'worse';
}

function community_whiskers(state: State): Whisker[] {
  const found = state.contrast.communities,
    i = indicator_at(state.indicator),
    indicator = report.indicators[i]!;
  if (!found) return [];
  const rows = found.delta.flatMap((of_community, community) => {
    const delta = of_community[i] ?? null,
      low = found.low[community]![i] ?? null,
      high = found.high[community]![i] ?? null;
    if (delta === null) return [];
    return [
      { name: community_name(community), delta, low, high, verdict: community_verdict(delta, low, high, indicator) },
    ];
  });
  const turn = indicator.direction === -1 ? 1 : -1;
  return rows.sort((x, y) => turn * (x.delta - y.delta));
}

const whisker_table = (rows: Whisker[]): Table => [
  ['name', 'delta', 'low', 'high', 'verdict'],
  ...rows.map((m): Table[number] => [m.name, m.delta, m.low, m.high, m.verdict]),
];

function communities_in_words(state: State): string {
  const rows = community_whiskers(state),
    name = of(report.indicators[indicator_at(state.indicator)]!.name);
  const a = path_title(arm_a(state.contrast)),
    b = path_title(arm_b(state.contrast));
  const better = rows.filter(({ verdict }) => verdict === 'better').length,
    worse = rows.filter(({ verdict }) => verdict === 'worse').length;
  const merged = [arm_a(state.contrast), arm_b(state.contrast)].some(({ stages }) => stages.some((one) => one.merger));
  return (
    tr(
      `就“${name}”而言，${number(rows.length)} 个社区中 ${better} 个在${a}下更好，${worse} 个在${b}下更好，其余没有明确差别。区间未作多重比较校正。`,
      `On ${name}, ${better} of ${number(rows.length)} communities do better under ${lower(a)} and ${worse} under ${lower(b)}; the rest show no clear difference. Intervals are not corrected for multiple comparisons.`,
    ) +
    (merged
      ? tr(
          '已合并的社区仍按原名逐一列出，各自显示合并后社区的数据。',
          ' Communities that have become one are listed under each of their names, with the figures of the one they are.',
        )
      : '')
  );
}

/** A part of the section, redrawn when the contrast changes. */
interface Part {
  element: HTMLElement;
  redraw: () => void;
}

const with_menu = (chart: ChartFigure, indicators: Indicator[], chosen: string, pick: (key: string) => void): Part => ({
  element: h('div', {}, indicator_menu(indicators, chosen, pick), chart.element),
  redraw: chart.redraw,
});

function group_chart(state: State): Part | null {
  let indicator = report.group_indicators.find(({ key }) => key === state.indicator) ?? report.group_indicators[0];
  if (!indicator || report.groups.length === 0) return null;
  const rows = (): Whisker[] => group_whiskers(state.contrast, indicator!);
  const chart = chart_figure({
    id: 'groups',
    title: tr('按人群', 'By group of residents'),
    height: () => 44 + rows().length * 30,
    option: () => whiskers(rows(), indicator!, true),
    table: () => whisker_table(rows()),
    describe: () => `${upper(of(indicator!.name))}${colon()}${of(indicator!.meaning)}`,
  });
  return with_menu(chart, report.group_indicators, indicator.key, (key) => {
    indicator = report.group_indicators.find((i) => i.key === key)!;
    chart.redraw();
  });
}

function community_chart(state: State): Part | null {
  if (!state.contrast.communities) return null;
  const rows = (): Whisker[] => community_whiskers(state);
  const chart = chart_figure({
    id: 'communities',
    title: tr('按社区', 'By community'),
    height: () => 44 + Math.min(900, rows().length * 24),
    option: () => whiskers(rows(), report.indicators[indicator_at(state.indicator)]!, rows().length <= 36),
    table: () => whisker_table(rows()),
    describe: () => communities_in_words(state),
  });
  return with_menu(chart, report.indicators, state.indicator, (key) => {
    state.indicator = key;
    chart.redraw();
  });
}

export function winners(): HTMLElement | null {
  const first = headline()[0];
  if (!main || !first) return null;
  const state: State = { contrast: main, indicator: first.key };
  const parts = [group_chart(state), community_chart(state)].filter((part) => part !== null);
  if (parts.length === 0) return null;
  const has_groups = report.groups.length > 0;
  const words = h('p', { class: 'lead' }),
    heat = h('div');
  const fill = (): void => {
    if (!has_groups) return;
    words.textContent = in_words(state.contrast);
    heat.replaceChildren(heat_table(state.contrast));
  };
  fill();
  return section(
    'winners',
    tr('谁得益，谁吃亏', 'Who wins and who loses'),
    '',
    has_groups && words,
    controls(
      contrast_choice(state.contrast, (contrast) => {
        state.contrast = contrast;
        fill();
        for (const part of parts) part.redraw();
      }),
    ),
    has_groups && heat,
    h(
      'div',
      { class: 'pair' },
      parts.map(({ element }) => element),
    ),
  );
}
