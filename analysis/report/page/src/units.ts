// Figures in the words of their units, which the document names.
import { embedded } from './embedded';
import { brief, current, number, tr } from './language';
import type { Number, Report } from './types';

const { units } = embedded as Pick<Report, 'units'>;

/** Of a share's difference, percentage points; empty for a pure number. */
export const unit_name = (unit: string): string => units[unit]![current()].name;
export const difference_name = (unit: string): string => (is_share(unit) ? tr('个百分点', 'points') : unit_name(unit));

/** Whether figures of this unit are shown in percent. */
export const is_share = (unit: string): boolean => units[unit]!.share;

/** As it stands before the unit's name. */
export const scaled = (value: number, unit: string): number => value * units[unit]![current()].times;

/** A figure with as many digits as its size deserves, in percent if it is a share; without the unit's name. */
export function figure(value: Number, unit: string): string {
  if (value === null) return '–';
  if (!is_share(unit)) return brief(scaled(value, unit));
  const percent = Math.abs(value) * 100;
  const digits = percent >= 1 || percent === 0 ? 1 : percent >= 0.1 ? 2 : 3;
  return `${number(value * 100, { maximumFractionDigits: digits })}%`;
}

/** The figure and its unit. */
export function with_unit(value: Number, unit: string): string {
  const name = value === null ? '' : unit_name(unit);
  return name ? `${figure(value, unit)} ${name}` : figure(value, unit);
}

/** A difference with its sign; shares in percentage points. */
export function difference(value: Number, unit: string, named = true): string {
  if (value === null) return '–';
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  const name = named ? difference_name(unit) : '';
  const points = Math.abs(value) * 100;
  const size = is_share(unit)
    ? number(points, { maximumFractionDigits: points >= 1 ? 1 : 2, minimumFractionDigits: points === 0 ? 0 : 1 })
    : brief(Math.abs(scaled(value, unit)));
  return `${sign}${size}${name ? ` ${name}` : ''}`;
}

export function interval(low: Number, high: Number, unit: string): string {
  if (low === null || high === null) return tr('区间无界', 'unbounded');
  return `${difference(low, unit, false)} ${tr('至', 'to')} ${difference(high, unit, false)}`;
}
