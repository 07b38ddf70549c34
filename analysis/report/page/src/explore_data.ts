// What the sections of the page of an exploration ask of the document, and what a reader has chosen.
import { choice, menu } from './dom';
import { embedded } from './embedded';
import { number, of, tr, upper } from './language';
import { column, is_grid, levels, middle_levels, outcome, type Figure, type Outcome } from './explore_math';
import { is_share, scaled, unit_name } from './units';
import type { Exploration, Indicator, Key, Pair } from '../generated/explore';

export const data = embedded as Exploration;
export const points = data.points.values;
export const grid = is_grid(points);
export const varied = data.keys.flatMap((_, key) => (levels(column(points, key)).length > 1 ? [key] : []));

export const title = (arm: number): string => of(data.arms[arm]!.title) || data.arms[arm]!.name;
export const indicator_name = (indicator: Indicator): string => upper(of(indicator.name));
const with_brackets = (name: string, more: string): string =>
  more ? tr(`${name}（${more}）`, `${name} (${more})`) : name;
export const indicator_with_unit = (indicator: Indicator): string =>
  with_brackets(indicator_name(indicator), unit_name(indicator.unit));

/** Whose lever a key is: empty where it is that of all arms or none. */
export function owner(key: Key): string {
  if (key.burn_in) return tr('预热期', 'burn-in');
  return key.arms.length === data.arms.length ? '' : key.arms.map(title).join(tr('、', ', '));
}
export const key_name = (key: number): string => with_brackets(upper(of(data.keys[key]!.name)), owner(data.keys[key]!));
export const key_with_unit = (key: number): string => with_brackets(key_name(key), unit_name(data.keys[key]!.unit));

export const is_switch = (key: Key): boolean => key.whole && key.low === 0 && key.high === 1;
/** A pure number that may leave the range of shares is not shown in percent. */
const is_percent = ({ unit, low, high }: Key): boolean => is_share(unit) && !((low ?? 0) < 0 || (high ?? 1) > 1);

/** A value of a key, without its unit. */
export function level(key: number, value: number): string {
  const definition = data.keys[key]!;
  if (is_switch(definition)) return value ? tr('是', 'yes') : tr('否', 'no');
  const digits = { maximumSignificantDigits: grid ? 6 : 3 };
  if (is_percent(definition)) return `${number(value * 100, digits)}%`;
  return number(is_share(definition.unit) ? value : scaled(value, definition.unit), digits);
}
export function level_with_unit(key: number, value: number): string {
  const name = unit_name(data.keys[key]!.unit);
  return name ? `${level(key, value)} ${name}` : level(key, value);
}
/** "rain 40%, gardeners (Open) 3 persons" */
export const place = (values: number[], keys: number[]): string =>
  keys.map((key) => `${key_name(key)} ${level_with_unit(key, values[key]!)}`).join(tr('，', ', '));

const first_indicator =
  data.indicators.find(({ key }) => key === data.headline[0]) ??
  data.indicators.find(({ direction }) => direction !== 0) ??
  data.indicators[0];
/** Kept when the page is built again in the other language. */
export const chosen = {
  indicator: Math.max(0, data.indicators.indexOf(first_indicator!)),
  pair: 0,
  x: varied[0] ?? 0, // of the curves
  map: [varied[0] ?? 0, varied[1] ?? 0] as [number, number],
  arm: null as number | null, // shown in the map; null for the difference
  held: middle_levels(points),
};
const listeners: (() => void)[] = [];

export function change(what: Partial<typeof chosen>): void {
  Object.assign(chosen, what);
  for (const listener of listeners) listener();
}
export const on_change = (listener: () => void): number => listeners.push(listener);
export const forget_listeners = (): number => (listeners.length = 0);

export const indicator = (): Indicator => data.indicators[chosen.indicator]!;
export const pair = (): Pair | undefined => data.pairs[chosen.pair];
export const pair_name = ({ a, b }: Pair): string => `${title(a)} − ${title(b)}`;
export const figures = (arm: number, of_what: 'mean' | 'low' | 'high'): Figure[] =>
  data.figures[arm]![of_what][chosen.indicator]!;
export const deltas = (one: Pair): Figure[] => one.delta[chosen.indicator]!;
export const agreements = (one: Pair): Figure[] => one.agree[chosen.indicator]!;
export const outcomes = (one: Pair): Outcome[] =>
  deltas(one).map((delta, i) => outcome(delta, agreements(one)[i]!, indicator().direction, indicator().smallest));

/** Controls that follow what is chosen elsewhere; the one that is used keeps the focus. */
export function live(controls: () => (HTMLElement | null)[]): HTMLElement {
  const box = document.createElement('div');
  box.className = 'controls';
  const fields = (): HTMLElement[] => [...box.querySelectorAll<HTMLElement>('select, input')];
  const fill = (): void => {
    const used = fields().findIndex((field) => field === document.activeElement);
    box.replaceChildren(...controls().filter((control) => control !== null));
    fields()[used]?.focus();
  };
  on_change(fill);
  fill();
  return box;
}

export const indicator_menu = (): HTMLElement =>
  menu(
    tr('指标', 'Indicator'),
    data.indicators.map((one, value) => ({
      group: of(data.themes.find(({ key }) => key === one.theme)?.name ?? { zh: one.theme, en: one.theme }),
      value,
      name: indicator_name(one),
    })),
    chosen.indicator,
    (indicator) => change({ indicator }),
  );

/** Nothing where there is nothing to choose. */
export const pair_choice = (): HTMLElement | null =>
  data.pairs.length > 1
    ? choice(
        tr('比较', 'Comparison'),
        data.pairs.map((one, value) => ({ value, name: pair_name(one) })),
        chosen.pair,
        (pair) => change({ pair }),
      )
    : null;

export const key_menu = (label: string, keys: number[], at: number, pick: (key: number) => void): HTMLElement | null =>
  keys.length > 1
    ? menu(
        label,
        keys.map((value) => ({ value, name: key_name(value) })),
        at,
        pick,
      )
    : null;

/** Of a grid, a menu for each key that the chart does not vary. */
export const held_menus = (free: number[]): HTMLElement[] =>
  (grid ? held_keys(free) : []).map((key) =>
    menu(
      key_name(key),
      levels(column(points, key)).map((value) => ({ value, name: level_with_unit(key, value) })),
      chosen.held[key]!,
      (value) => change({ held: chosen.held.map((old, k) => (k === key ? value : old)) }),
    ),
  );
export const held_keys = (free: number[]): number[] => varied.filter((key) => !free.includes(key));
/** "with gardeners at 3", empty if nothing is held. */
export function held_in_words(free: number[]): string {
  const keys = grid ? held_keys(free) : [];
  return keys.length > 0 ? tr(`其余取 ${place(chosen.held, keys)}。`, `Held: ${place(chosen.held, keys)}.`) : '';
}
