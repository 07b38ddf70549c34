// The upright axis of a chart of differences over worlds, wide enough for their ranges and for what is too small to matter.
import { axis_style } from './charts';
import { difference } from './units';
import type { Indicator, Number } from './types';

interface Range {
  low: Number;
  high: Number;
}

function extent_of(ranges: Range[], smallest: number): [number, number] {
  const values = ranges.flatMap(({ low, high }) => [low, high]).filter((value) => value !== null);
  const all = [...values, smallest, -smallest],
    room = (Math.max(...all) - Math.min(...all)) * 0.06;
  return [Math.min(...all) - room, Math.max(...all) + room];
}

export function difference_axis({ unit, smallest }: Indicator, ranges: Range[]): object {
  const [min, max] = extent_of(ranges, smallest);
  return {
    ...axis_style,
    type: 'value',
    axisLine: { show: false },
    min,
    max,
    axisLabel: {
      ...axis_style.axisLabel,
      showMinLabel: false,
      showMaxLabel: false,
      formatter: (value: number) => difference(value, unit, false),
    },
  };
}

/** Lines at zero and at what is too small to matter, and others. */
export const difference_marks = ({ smallest }: Indicator, others: object[] = []): object => ({
  silent: true,
  symbol: 'none',
  label: { show: false },
  lineStyle: { color: '#98a3af', type: [4, 4], width: 1 },
  data: [{ yAxis: 0, lineStyle: { type: 'solid' } }, { yAxis: smallest }, { yAxis: -smallest }, ...others],
});
