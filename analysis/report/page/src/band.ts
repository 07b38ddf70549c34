// A band around a line.
import type { Number } from './types';

export type Point = [x: number, y: Number];

/** An area between two lines, drawn as one polygon. */
export function band(low: Point[], high: Point[], colour: string, axis = 0): object {
  const known = low.map((_, i) => i).filter((i) => low[i]![1] !== null && high[i]![1] !== null);
  return {
    type: 'custom',
    silent: true,
    xAxisIndex: axis,
    yAxisIndex: axis,
    z: 1,
    clip: true,
    tooltip: { show: false },
    data: known.length > 1 ? [[low[known[0]!]![0], 0]] : [],
    renderItem: (_: unknown, api: { coord: (point: number[]) => number[] }) => ({
      type: 'polygon',
      shape: {
        points: [
          ...known.map((i) => api.coord(low[i] as number[])),
          ...[...known].reverse().map((i) => api.coord(high[i] as number[])),
        ],
      },
      style: { fill: colour, opacity: 0.16 },
    }),
  };
}
