// How each indicator unfolds under the arms.
import { chart_figure, is_narrow, type Table } from './charts';
import { controls, h, section } from './dom';
import { of, tr } from './language';
import { event_number, events, path_option, type PathState } from './path_chart';
import { contrast_choice, indicator_menu } from './pickers';
import {
  arm_a,
  arm_b,
  arm_in_words,
  contrast_name,
  effect_of,
  headline,
  indicator_at,
  main,
  path_title,
  report,
  week_in_words,
  years_of,
} from './study';
import { difference, figure, interval } from './units';
import type { Contrast, Number } from './types';

function describe({ indicator: i, contrast }: PathState): string {
  const indicator = report.indicators[i]!;
  const { key, meaning, unit } = indicator;
  const effect = effect_of(contrast, key);
  if (!contrast || !effect) return of(meaning);
  const a = path_title(arm_a(contrast)),
    b = path_title(arm_b(contrast));
  const at_cost = report.model.costs
    ? tr(`${contrast_name(contrast)}下，`, `${contrast_name(contrast)}, mean of `)
    : tr('', 'Mean of ');
  return tr(
    `${of(meaning)}${at_cost}${years_of(indicator)}${a}为 ${figure(effect.a, unit)}，${b}为 ${figure(effect.b, unit)}；差 ${difference(effect.delta, unit)}（${interval(effect.low, effect.high, unit)}），${arm_in_words(effect.verdict, contrast)}。`,
    `${of(meaning)} ${at_cost}${years_of(indicator)}: ${a} ${figure(effect.a, unit)}, ${b} ${figure(effect.b, unit)}; difference ${difference(effect.delta, unit)} (${interval(effect.low, effect.high, unit)}): ${arm_in_words(effect.verdict, contrast)}.`,
  );
}

function table({ indicator: i }: PathState): Table {
  const rows: Table = [['week', 'arm', 'mean', 'low', 'high']];
  const add = (name: string, middle: Number[], low: Number[], high: Number[], first: number): void =>
    middle.forEach((value, block) =>
      rows.push([first + block * report.weeks_per_block, name, value, low[block] ?? null, high[block] ?? null]),
    );
  const before = report.burn_in;
  if (before.mean[i]) add('burn-in', before.mean[i], before.low[i]!, before.high[i]!, -report.study.burn_in_weeks);
  for (const { name, path } of report.arms) add(name, path.mean[i]!, path.low[i]!, path.high[i]!, 0);
  for (const contrast of report.contrasts) {
    const { delta, low, high } = contrast.path;
    add(`${arm_a(contrast).name} minus ${arm_b(contrast).name}`, delta[i]!, low[i]!, high[i]!, 0);
  }
  return rows;
}

/** What was chosen, kept when the page is built again in the other language. */
let remembered: { indicator: string; contrast: Contrast | undefined } | undefined;

export function paths(): HTMLElement | null {
  const first = headline()[0];
  if (!first) return null;
  remembered ??= { indicator: first.key, contrast: main };
  const chosen = remembered;
  const state = (): PathState => ({ indicator: indicator_at(chosen.indicator), contrast: chosen.contrast });
  const chart = chart_figure({
    id: 'paths',
    title: tr('各方案的路径与配对差值', 'Paths of the arms and their paired difference'),
    height: () => (is_narrow() ? 510 : 480),
    option: () => path_option(state()),
    describe: () => describe(state()),
    table: () => table(state()),
  });
  return section(
    'paths',
    tr('逐年的变化', 'How it unfolds'),
    tr(
      '上图：各方案的均值与80%模拟区间；下图：配对差值及其置信区间，区间不含零的时段，差别才算明确。',
      'Above: means, and the bands in which eight runs in ten lie. Below: the paired difference with its interval; where that leaves zero out, a difference shows.',
    ),
    controls(
      indicator_menu(report.indicators, chosen.indicator, (key) => {
        chosen.indicator = key;
        chart.redraw();
      }),
      contrast_choice(chosen.contrast, (contrast) => {
        chosen.contrast = contrast;
        chart.redraw();
      }),
    ),
    chart.element,
    h(
      'ol',
      { class: 'events' },
      events().map(({ week, text }, i) => h('li', {}, `${event_number(i)} ${week_in_words(week)} — ${text}`)),
    ),
  );
}
