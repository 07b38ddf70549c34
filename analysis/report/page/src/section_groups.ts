// Who wins and who loses: groups of residents, and communities.
import { axis_style, chart_figure, ink, is_narrow, soft, type Option, type Table } from './charts';
import { choice, h, section } from './dom';
import { colon, difference, interval, is_share, listed, number, of, semicolon, tr, unit_name } from './language';
import {
  arm_a,
  arm_b,
  arm_in_words,
  headline,
  indicator_at,
  kind,
  last_years,
  lower,
  main,
  mark,
  path_title,
  report,
  upper,
} from './study';
import { contrast_label, indicator_menu } from './section_paths';
import { verdict_colour, verdict_symbol } from './section_forest';
import { Verdict, type Contrast, type Effect, type Group, type Indicator, type Number } from './types';

const effect_in = (contrast: Contrast, group: Group, indicator: Indicator): Effect | undefined =>
  contrast.groups.find((effect) => effect.figure === `${group.key}/${indicator.key}`);

const unit_of = (indicator: Indicator): string =>
  is_share(indicator.unit) ? tr('百分点', 'points') : unit_name(indicator.unit);

function heat_table(contrast: Contrast): HTMLElement {
  const indicators = report.group_indicators;
  return h(
    'div',
    { class: 'scroll' },
    h(
      'table',
      { class: 'heat' },
      h(
        'caption',
        {},
        tr(
          `${path_title(arm_a(contrast))}减${path_title(arm_b(contrast))}，${last_years()}均值`,
          `${path_title(arm_a(contrast))} minus ${path_title(arm_b(contrast))}, mean of ${last_years()}`,
        ),
      ),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td', {}),
          indicators.map((i) =>
            h('th', { scope: 'col', title: of(i.meaning) }, upper(of(i.name)), h('small', {}, unit_of(i))),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        report.groups.map((group) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, upper(of(group.name))),
            indicators.map((indicator) => {
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
            }),
          ),
        ),
      ),
    ),
  );
}

/** Which groups fare better under which arm, by how many indicators. */
function in_words(contrast: Contrast): string {
  const a = path_title(arm_a(contrast)),
    b = path_title(arm_b(contrast));
  const score = (group: Group): number =>
    report.group_indicators.reduce((sum, indicator) => {
      const verdict = effect_in(contrast, group, indicator)?.verdict;
      return sum + (verdict === Verdict.better ? 1 : verdict === Verdict.worse ? -1 : 0);
    }, 0);
  const names = (test: (score: number) => boolean): string[] => {
    const found = report.groups.filter((group) => test(score(group))).map((group) => of(group.name));
    return found.length === report.groups.length ? [tr('所有人群', 'all groups')] : found;
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

/** For whom the difference is greatest and least, if the two intervals lie apart, on the first figure of the cards that groups have. */
function widest(contrast: Contrast): string {
  const indicator =
    headline().find(({ key }) => report.group_indicators.some((other) => other.key === key)) ??
    report.group_indicators[0];
  if (!indicator || indicator.direction === 0) return '';
  const rows = report.groups
    .flatMap((group) => {
      const effect = effect_in(contrast, group, indicator);
      const { delta = null, low = null, high = null } = effect ?? {};
      return delta === null || low === null || high === null
        ? []
        : [{ name: of(group.name), delta, low, high, gain: delta * indicator.direction }];
    })
    .sort((x, y) => y.gain - x.gain);
  const best = rows[0],
    least = rows[rows.length - 1];
  if (!best || !least || (best.low <= least.high && least.low <= best.high)) return '';
  const a = path_title(arm_a(contrast)),
    shown = (row: typeof best): string => `${row.name} (${difference(row.delta, indicator.unit)})`;
  return tr(
    `就${of(indicator.name)}而言，${a}对${shown(best)}最有利，对${shown(least)}最不利。`,
    ` On ${lower(of(indicator.name))}, ${lower(a)} does most for ${shown(best)} and least for ${shown(least)}.`,
  );
}

interface State {
  contrast: Contrast;
  group_indicator: Indicator;
  indicator: string;
}

interface Mark {
  name: string;
  delta: number;
  low: Number;
  high: Number;
  verdict: Verdict;
}

/** Differences with intervals, one per row. */
function dots(marks: Mark[], indicator: Indicator, labels: boolean): Option {
  const narrow = is_narrow();
  const all = marks.flatMap(({ delta, low, high }) => [low ?? delta, high ?? delta, indicator.smallest]);
  const far = Math.max(...all.map(Math.abs), 1e-9) * 1.1;
  return {
    grid: { left: narrow ? 92 : 150, right: narrow ? 16 : 210, top: 12, bottom: 30 },
    xAxis: {
      ...axis_style,
      type: 'value',
      min: -far,
      max: far,
      axisLabel: {
        ...axis_style.axisLabel,
        hideOverlap: true,
        showMinLabel: false,
        showMaxLabel: false,
        formatter: (value: number) => difference(value, indicator.unit, false),
      },
    },
    yAxis: [
      {
        ...axis_style,
        type: 'category',
        inverse: true,
        data: marks.map(({ name }) => name),
        axisLine: { show: false },
        axisLabel: { color: ink, fontSize: 12, interval: labels ? 0 : 'auto' },
      },
      {
        type: 'category',
        inverse: true,
        position: 'right',
        axisLine: { show: false },
        axisTick: { show: false },
        data: marks.map(
          (m) =>
            `${mark[m.verdict]} ${difference(m.delta, indicator.unit, false)} (${interval(m.low, m.high, indicator.unit)})`,
        ),
        axisLabel: { show: !narrow && labels, color: soft, fontSize: 12, interval: 0 },
      },
    ],
    tooltip: { trigger: 'item', confine: true, textStyle: { fontSize: 12 } },
    series: [
      {
        type: 'custom',
        silent: true,
        tooltip: { show: false },
        z: 1,
        data: marks.map((m, i) => [i, m.low ?? m.delta, m.high ?? m.delta, m.verdict]),
        renderItem: (_: unknown, api: { value: (i: number) => number; coord: (p: number[]) => number[] }) => {
          const [x1, y1] = api.coord([api.value(1), api.value(0)]),
            [x2] = api.coord([api.value(2), api.value(0)]);
          return {
            type: 'line',
            shape: { x1, y1, x2, y2: y1 },
            style: { stroke: verdict_colour[api.value(3) as Verdict], lineWidth: 2 },
          };
        },
      },
      {
        type: 'scatter',
        z: 3,
        symbolSize: 11,
        data: marks.map((m, i) => ({
          value: [m.delta, i],
          symbol: verdict_symbol[m.verdict],
          itemStyle: { color: verdict_colour[m.verdict] },
        })),
        tooltip: {
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const m = marks[dataIndex]!;
            const box = document.createElement('div');
            box.append(
              h('b', {}, m.name),
              h('div', {}, `${difference(m.delta, indicator.unit)} (${interval(m.low, m.high, indicator.unit)})`),
            );
            return box.innerHTML;
          },
        },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: '#7b8794', type: 'solid' },
          data: [{ xAxis: 0 }],
        },
      },
    ],
  };
}

const group_marks = (state: State): Mark[] =>
  report.groups.flatMap((group) => {
    const effect = effect_in(state.contrast, group, state.group_indicator);
    return effect && effect.delta !== null
      ? [
          {
            name: upper(of(group.name)),
            delta: effect.delta,
            low: effect.low,
            high: effect.high,
            verdict: effect.verdict,
          },
        ]
      : [];
  });

function community_marks(state: State): Mark[] {
  const found = state.contrast.communities,
    i = indicator_at(state.indicator),
    indicator = report.indicators[i]!;
  if (!found) return [];
  const marks = found.delta.flatMap((row, community) => {
    const delta = row[i] ?? null,
      low = found.low[community]![i] ?? null,
      high = found.high[community]![i] ?? null;
    if (delta === null) return [];
    const bounded = low !== null && high !== null,
      clear = bounded && (low > 0 || high < 0),
      small = bounded && low > -indicator.smallest && high < indicator.smallest;
    const good = delta * indicator.direction > 0;
    const verdict = small
      ? Verdict.none
      : !clear
        ? Verdict.open
        : indicator.direction === 0
          ? Verdict.different
          : good
            ? Verdict.better
            : Verdict.worse;
    return [{ name: tr(`社区 ${community + 1}`, `Community ${community + 1}`), delta, low, high, verdict }];
  });
  const turn = indicator.direction === -1 ? 1 : -1;
  return marks.sort((x, y) => turn * (x.delta - y.delta));
}

const marks_table = (marks: Mark[]): Table => [
  ['name', 'delta', 'low', 'high', 'verdict'],
  ...marks.map((m): Table[number] => [m.name, m.delta, m.low, m.high, Verdict[m.verdict]]),
];

function communities_in_words(state: State): string {
  const marks = community_marks(state),
    indicator = report.indicators[indicator_at(state.indicator)]!;
  const a = path_title(arm_a(state.contrast)),
    b = path_title(arm_b(state.contrast));
  const better = marks.filter(({ verdict }) => verdict === Verdict.better).length,
    worse = marks.filter(({ verdict }) => verdict === Verdict.worse).length;
  return tr(
    `就“${of(indicator.name)}”而言，${number(marks.length)} 个社区中 ${better} 个在${a}下更好，${worse} 个在${b}下更好，其余没有清楚差别。区间未作多重比较校正。`,
    `On ${of(indicator.name)}, ${better} of ${number(marks.length)} communities do better under ${lower(a)} and ${worse} under ${lower(b)}; the rest show no clear difference. Intervals are not corrected for multiple comparisons.`,
  );
}

export function winners(): HTMLElement | null {
  if (!main || report.groups.length === 0) return null;
  const first = headline()[0]!;
  const state: State = {
    contrast: main,
    indicator: first.key,
    group_indicator: report.group_indicators.find(({ key }) => key === first.key) ?? report.group_indicators[0]!,
  };
  const words = h('p', { class: 'lead' }, in_words(main)),
    heat = h('div', {}, heat_table(main));
  const groups = chart_figure({
    id: 'groups',
    title: tr('按人群', 'By group of residents'),
    height: () => 44 + group_marks(state).length * 30,
    option: () => dots(group_marks(state), state.group_indicator, true),
    table: () => marks_table(group_marks(state)),
    describe: () => `${upper(of(state.group_indicator.name))}${colon()}${of(state.group_indicator.meaning)}`,
  });
  const places = chart_figure({
    id: 'communities',
    title: tr('按社区', 'By community'),
    height: () => 44 + Math.min(900, community_marks(state).length * 24),
    option: () =>
      dots(
        community_marks(state),
        report.indicators[indicator_at(state.indicator)]!,
        community_marks(state).length <= 36,
      ),
    table: () => marks_table(community_marks(state)),
    describe: () => communities_in_words(state),
  });
  const update = (): void => {
    words.textContent = in_words(state.contrast);
    heat.replaceChildren(heat_table(state.contrast));
    groups.redraw();
    places.redraw();
  };
  return section(
    'winners',
    tr('谁得益，谁吃亏', 'Who wins and who loses'),
    '',
    words,
    h(
      'div',
      { class: 'controls' },
      report.contrasts.length > 1 &&
        choice(
          tr('比较', 'Comparison'),
          report.contrasts.map((c, value) => ({ value, name: contrast_label(c) })),
          report.contrasts.indexOf(state.contrast),
          (value) => {
            state.contrast = report.contrasts[value]!;
            update();
          },
        ),
    ),
    heat,
    h(
      'div',
      { class: 'pair' },
      h(
        'div',
        {},
        indicator_menu(report.group_indicators, state.group_indicator.key, (key) => {
          state.group_indicator = report.group_indicators.find((i) => i.key === key)!;
          groups.redraw();
        }),
        groups.element,
      ),
      h(
        'div',
        {},
        indicator_menu(report.indicators, state.indicator, (key) => {
          state.indicator = key;
          places.redraw();
        }),
        places.element,
      ),
    ),
  );
}
