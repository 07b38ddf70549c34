// Two keys at once: cells of a grid, or points of a list, coloured by one arm's figure or by what two arms differ.
import { axis_style, chart_figure, ink, is_narrow, type Option, type Table } from './charts';
import { choice, h, section } from './dom';
import {
  agreements,
  change,
  chosen,
  data,
  deltas,
  figures,
  grid,
  held_in_words,
  held_menus,
  indicator,
  indicator_menu,
  indicator_with_unit,
  key_menu,
  key_with_unit,
  level,
  live,
  on_change,
  pair,
  pair_choice,
  pair_name,
  place,
  points,
  title,
  varied,
} from './explore_data';
import { column, diverging, hatch, is_dark, levels, sequential, slice, sure_from, type Figure } from './explore_math';
import { colon, percent, tr } from './language';
import { difference, figure } from './units';

const legend_height = (): number => (is_narrow() ? 84 : 52);
const cell_height = 40;

const shows_pair = (): boolean => chosen.arm === null && pair() !== undefined;
const shown = (): number[] => (grid ? slice(points, chosen.map, chosen.held) : points.map((_, i) => i));
const values = (): Figure[] => (shows_pair() ? deltas(pair()!) : figures(chosen.arm ?? 0, 'mean'));
const worded = (value: Figure): string =>
  shows_pair() ? difference(value, indicator().unit, false) : figure(value, indicator().unit);

/** How far the colours reach: over all points, so that they stay the same when other levels are held. */
interface Scale {
  low: number;
  high: number;
  share: (value: number) => number; // in [−1, 1] of a difference, [0, 1] of an arm
  colour: (share: number) => string;
}
function scale(): Scale {
  const known = values().filter((value): value is number => value !== null);
  if (shows_pair()) {
    const reach = Math.max(...known.map(Math.abs), 0) || 1,
      turn = indicator().direction < 0 ? -1 : 1;
    return { low: -reach * turn, high: reach * turn, share: (value) => (turn * value) / reach, colour: diverging };
  }
  const low = Math.min(...known),
    high = Math.max(...known);
  return { low, high, share: (value) => (high > low ? (value - low) / (high - low) : 0.5), colour: sequential };
}

const unsure = (point: number): boolean =>
  shows_pair() && (agreements(pair()!)[point] ?? 1) < sure_from && values()[point] !== null;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
const lines_across = ({ x, y, width, height }: Box, stroke: string): object[] =>
  hatch(width, height, 8).map(([x1, y1, x2, y2]) => ({
    type: 'line',
    silent: true,
    shape: { x1: x + x1, y1: y + y1, x2: x + x2, y2: y + y2 },
    style: { stroke, lineWidth: 1 },
  }));

/** A cell with its figure if there is room, hatched where the sign is not sure, crossed out where there is none. */
function cell(point: number, box: Box, { share, colour }: Scale): object {
  const value = values()[point] ?? null;
  const rect = (style: object): object => ({ type: 'rect', shape: { ...box }, style });
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2, align: 'center', verticalAlign: 'middle' };
  const write = (text: string, fill: string, behind?: string): object => ({
    type: 'text',
    silent: true,
    style: { ...middle, text, fill, fontSize: 12, ...(behind ? { backgroundColor: behind, padding: [1, 3] } : {}) },
  });
  if (value === null)
    return { type: 'group', children: [rect({ fill: '#fff', stroke: '#98a3af', lineDash: [3, 3] }), write('×', ink)] };
  const fill = colour(share(value)),
    letters = is_dark(share(value)) ? '#fff' : ink;
  const room = box.width >= 7 * worded(value).length + 6 && box.height >= 18;
  return {
    type: 'group',
    children: [
      rect({ fill, stroke: '#fff', lineWidth: 1 }),
      ...(unsure(point)
        ? lines_across(box, is_dark(share(value)) ? 'rgba(255,255,255,0.6)' : 'rgba(29,39,51,0.45)')
        : []),
      ...(room ? [write(worded(value), letters, unsure(point) ? fill : undefined)] : []),
    ],
  };
}

/** A point of a list, with a black centre where the sign is not sure; a cross where there is no figure. */
function dot(point: number, [x, y]: [number, number], { share, colour }: Scale): object {
  const value = values()[point] ?? null;
  if (value === null)
    return {
      type: 'text',
      style: { x, y, text: '×', fill: ink, fontSize: 16, align: 'center', verticalAlign: 'middle' },
    };
  const circle = (r: number, style: object): object => ({ type: 'circle', shape: { cx: x, cy: y, r }, style });
  const filled = circle(7, { fill: colour(share(value)), stroke: '#5b6775', lineWidth: 1 });
  return { type: 'group', children: unsure(point) ? [filled, circle(2.5, { fill: ink })] : [filled] };
}

interface Api {
  value: (i: number) => number;
  coord: (point: number[]) => [number, number];
  size: (size: number[]) => [number, number];
  getWidth: () => number;
}

function marks(): object {
  const at = shown(),
    [x, y] = chosen.map,
    of_colours = scale();
  const x_levels = levels(column(points, x)),
    y_levels = levels(column(points, y));
  return {
    type: 'custom',
    z: 2,
    data: at.map((point) =>
      grid
        ? [x_levels.indexOf(points[point]![x]!), y_levels.indexOf(points[point]![y]!)]
        : [points[point]![x]!, points[point]![y]!],
    ),
    renderItem: ({ dataIndex }: { dataIndex: number }, api: Api) => {
      const centre = api.coord([api.value(0), api.value(1)]);
      if (!grid) return dot(at[dataIndex]!, centre, of_colours);
      const [width, height] = api.size([1, 1]);
      return cell(at[dataIndex]!, { x: centre[0] - width / 2, y: centre[1] - height / 2, width, height }, of_colours);
    },
    tooltip: { formatter: ({ dataIndex }: { dataIndex: number }) => point_box(at[dataIndex]!) },
  };
}

function point_box(point: number): string {
  const box = h('div', {}, h('b', {}, `#${data.points.number[point]!} ${place(points[point]!, varied)}`));
  const { unit } = indicator();
  const add = (text: string): void => box.append(h('div', {}, text));
  data.arms.forEach((_, arm) => add(`${title(arm)}${colon()}${figure(figures(arm, 'mean')[point]!, unit)}`));
  const one = pair();
  const agree = one ? agreements(one)[point]! : null;
  if (one && agree !== null) {
    add(`${pair_name(one)}${colon()}${difference(deltas(one)[point]!, unit)}`);
    add(tr(`${percent(agree)} 的重复同号`, `Same sign in ${percent(agree)} of replicates`));
  }
  if (data.failed[point]! > 0) add(tr(`${data.failed[point]!} 次重复失败`, `${data.failed[point]!} replicates failed`));
  return box.innerHTML;
}

/** What stands at the ends of the colours. */
function end_names(): [string, string] {
  if (!shows_pair()) return ['', ''];
  const { a, b } = pair()!;
  const more = indicator().direction === 0 ? tr('更高', 'higher') : tr('更好', 'better');
  return [tr(`← ${title(b)}${more}`, `← ${title(b)} ${more}`), tr(`${title(a)}${more} →`, `${title(a)} ${more} →`)];
}

const small = (x: number, y: number, text: string, align = 'left', width = 400): object => ({
  type: 'text',
  silent: true,
  style: { x, y, text, fill: ink, fontSize: 11, align, verticalAlign: 'middle', width, overflow: 'truncate' },
});

/** The colours with their ends, and what the marks mean. */
function legend(): object {
  const steps = 41,
    of_colours = scale();
  return {
    type: 'custom',
    silent: true,
    clip: false,
    z: 5,
    tooltip: { show: false },
    data: [[0, 0]],
    renderItem: (_: unknown, api: Api) => {
      const width = Math.min(api.getWidth() - 8, 380),
        left = 4;
      const bar = Array.from({ length: steps }, (_, i) => ({
        type: 'rect',
        shape: { x: left + (i * width) / steps, y: 16, width: width / steps + 0.5, height: 12 },
        style: { fill: of_colours.colour(shows_pair() ? (2 * i) / (steps - 1) - 1 : i / (steps - 1)) },
      }));
      const [first, last] = end_names();
      const key = is_narrow() ? { x: left, y: 56 } : { x: left + width + 36, y: 15 };
      const swatch = { x: key.x, y: key.y, width: 18, height: 14 };
      const failed = is_narrow() || !shows_pair() ? key.x + (shows_pair() ? 190 : 0) : key.x + 210;
      return {
        type: 'group',
        children: [
          ...bar,
          small(left, 7, first, 'left', width / 2 - 4),
          small(left + width, 7, last, 'right', width / 2 - 4),
          small(left, 37, worded(of_colours.low)),
          ...(shows_pair() ? [small(left + width / 2, 37, '0', 'center')] : []),
          small(left + width, 37, worded(of_colours.high), 'right'),
          ...(shows_pair() ? unsure_key(swatch) : []),
          ...(data.failures.runs > 0 ? [small(failed, key.y + 7, tr('× 无数值', '× no figure'))] : []),
        ],
      };
    },
  };
}

function unsure_key(swatch: Box): object[] {
  const sign = grid
    ? [{ type: 'rect', shape: swatch, style: { fill: '#fff', stroke: '#98a3af' } }, ...lines_across(swatch, ink)]
    : [
        {
          type: 'circle',
          shape: { cx: swatch.x + 9, cy: swatch.y + 7, r: 7 },
          style: { fill: '#fff', stroke: '#5b6775' },
        },
        { type: 'circle', shape: { cx: swatch.x + 9, cy: swatch.y + 7, r: 2.5 }, style: { fill: ink } },
      ];
  const text = tr('不足 90% 的重复同号', 'sign agrees in under 90%');
  return [...sign, small(swatch.x + 24, swatch.y + 7, text)];
}

function axis(key: number, across: boolean): object {
  const all = levels(column(points, key)),
    room = (all.at(-1)! - all[0]! || 1) * 0.04;
  const label = { ...axis_style.axisLabel, hideOverlap: true };
  return {
    ...axis_style,
    name: key_with_unit(key),
    nameLocation: across ? 'middle' : 'end',
    nameGap: across ? 30 : 10,
    nameTextStyle: {
      color: ink,
      fontSize: 12,
      align: across ? 'center' : 'left',
      width: is_narrow() ? 300 : 700,
      overflow: 'truncate',
    },
    splitLine: { show: false },
    axisLine: { ...axis_style.axisLine, onZero: false },
    ...(grid
      ? { type: 'category', data: all.map((value) => level(key, value)), axisLabel: label }
      : {
          type: 'value',
          min: all[0]! - room,
          max: all.at(-1)! + room,
          axisLabel: {
            ...label,
            showMinLabel: false,
            showMaxLabel: false,
            formatter: (value: number) => level(key, value),
          },
        }),
  };
}

const height = (): number =>
  legend_height() +
  90 +
  (grid
    ? Math.min(480, Math.max(120, cell_height * levels(column(points, chosen.map[1])).length))
    : is_narrow()
      ? 300
      : 420);

const option = (): Option => ({
  grid: { left: is_narrow() ? 52 : 72, right: 12, top: legend_height() + 34, bottom: 52 },
  xAxis: axis(chosen.map[0], true),
  yAxis: {
    ...axis(chosen.map[1], false),
    nameTextStyle: { color: ink, fontSize: 12, align: 'left', padding: [0, 0, 0, is_narrow() ? -48 : -66] },
  },
  tooltip: { trigger: 'item', confine: true, textStyle: { fontSize: 12 } },
  series: [marks(), legend()],
});

function describe(): string {
  const what = shows_pair()
    ? tr(`${pair_name(pair()!)}的差值`, `difference ${pair_name(pair()!)}`)
    : tr(`${title(chosen.arm ?? 0)}的均值`, `mean of ${title(chosen.arm ?? 0)}`);
  const at = shown();
  const doubtful = at.filter(unsure).length;
  return [
    tr(`${indicator_with_unit(indicator())}：${what}。`, `${indicator_with_unit(indicator())}: ${what}.`),
    held_in_words(chosen.map),
    shows_pair()
      ? tr(
          `${at.length} 个点中，${doubtful} 个点的符号在各次重复间不够一致。`,
          `At ${doubtful} of ${at.length} points the replicates do not agree enough on the sign.`,
        )
      : '',
    grid || varied.length < 3 ? '' : tr('其余参数同时在变。', 'The other parameters vary too.'),
  ]
    .filter(Boolean)
    .join(tr('', ' '));
}

const table = (): Table => [
  [
    'point',
    ...data.keys.map(({ key }) => key),
    shows_pair() ? 'difference' : 'mean',
    ...(shows_pair() ? ['agree'] : []),
  ],
  ...shown().map((point) => [
    data.points.number[point]!,
    ...points[point]!,
    values()[point]!,
    ...(shows_pair() ? [agreements(pair()!)[point]!] : []),
  ]),
];

/** The key of the other axis makes room if it is chosen for this one. */
const with_axis = (axis: 0 | 1, key: number): [number, number] => {
  const other = chosen.map[1 - axis]!,
    rest = key === other ? chosen.map[axis] : other;
  return axis === 0 ? [key, rest] : [rest, key];
};

const what_choice = (): HTMLElement =>
  choice(
    tr('显示', 'Shown'),
    [
      ...(pair() ? [{ value: null as number | null, name: tr('方案之差', 'Difference') }] : []),
      ...data.arms.map((_, value) => ({ value: value as number | null, name: title(value) })),
    ],
    pair() ? chosen.arm : (chosen.arm ?? 0),
    (arm) => change({ arm }),
  );

export function map(): HTMLElement | null {
  if (varied.length < 2) return null;
  const chart = chart_figure({
    id: 'map',
    title: tr('两个参数一起变化', 'Two parameters at once'),
    height,
    option,
    describe,
    table,
  });
  on_change(chart.redraw);
  return section(
    'map',
    tr('参数地图', 'Map'),
    '',
    live(() => [
      indicator_menu(),
      what_choice(),
      shows_pair() ? pair_choice() : null,
      ...(varied.length > 2
        ? [
            key_menu(tr('横轴', 'Across'), varied, chosen.map[0], (key) => change({ map: with_axis(0, key) })),
            key_menu(tr('纵轴', 'Upwards'), varied, chosen.map[1], (key) => change({ map: with_axis(1, key) })),
          ]
        : []),
      ...held_menus(chosen.map),
    ]),
    chart.element,
  );
}
