// Lists from which a reader picks what a section shows.
import { choice, menu } from './dom';
import { of, tr, upper } from './language';
import { contrast_label, report, theme_name } from './study';
import type { Contrast, Indicator } from './types';

export const indicator_menu = (indicators: Indicator[], chosen: string, pick: (key: string) => void): HTMLElement =>
  menu(
    tr('指标', 'Indicator'),
    indicators.map(({ key, name, theme }) => ({ group: theme_name(theme), value: key, name: upper(of(name)) })),
    chosen,
    pick,
  );

/** Nothing where there is nothing to choose. */
export const contrast_choice = (
  chosen: Contrast | undefined,
  pick: (contrast: Contrast) => void,
): HTMLElement | null =>
  chosen && report.contrasts.length > 1
    ? choice(
        tr('比较', 'Comparison'),
        report.contrasts.map((value) => ({ value, name: contrast_label(value) })),
        chosen,
        pick,
      )
    : null;
