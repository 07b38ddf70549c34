// Where the order of two arms turns: shares of worlds over the unknowns on which most hangs, or that the study names.
import { arm_colours, axis_style, chart_figure, ink, is_narrow, type Option, type Table } from './charts';
import { h, section } from './dom';
import { of, tr, upper } from './language';
import { colour_of } from './looks';
import { on_choice, shown_pair } from './section_world_deciders';
import { first_of, hundredths, pair_indicator, second_of, unknown_at, worlds } from './worlds';
import type { MapAxis, MapCell, WorldPair } from './types';

/** From one figure to another; a unit behind both is said once. */
function range_name(low: string, high: string): string {
  if (low === high) return low;
  const number = /^-?[\d.,]+/,
    digits = number.exec(low)?.[0];
  const first = digits && low.replace(number, '') === high.replace(number, '') ? digits : low;
  return tr(`${first}至${high}`, `${first} to ${high}`);
}
const part_names = (axis: MapAxis): string[] => axis.parts.map(({ low, high }) => range_name(of(low), of(high)));
const axis_name = (axis: MapAxis): string => upper(of(unknown_at(axis.unknown).name));

/** The colour of the arm that is ahead in more worlds, the paler the closer they are. */
function cell_style(cell: MapCell, pair: WorldPair): object {
  if (!cell.enough) return { fill: '#f1f3f5' };
  const lead = cell.ahead - cell.behind;
  const colour = lead >= 0 ? colour_of(pair.a) : colour_of(pair.b);
  return { fill: colour || arm_colours[0], opacity: 0.12 + 0.73 * Math.abs(lead) };
}
const cell_text = (cell: MapCell): string =>
  cell.enough ? `${hundredths(cell.ahead)} : ${hundredths(cell.behind)}` : '–';
const is_dark = (cell: MapCell): boolean => cell.enough && Math.abs(cell.ahead - cell.behind) > 0.6;

/** A panel for each part of the third unknown; one if there is none. */
const panels_of = ({ map }: WorldPair): string[] => (map.axes[2] ? part_names(map.axes[2]) : ['']);

const rects = (pair: WorldPair, panel: number): object => {
  const { axes, cells } = pair.map;
  const columns = axes[0]!.parts.length,
    size = columns * (axes[1]?.parts.length ?? 1);
  return {
    type: 'custom',
    silent: true,
    xAxisIndex: panel,
    yAxisIndex: panel,
    data: cells
      .slice(panel * size, (panel + 1) * size)
      .map((_, i) => [i % columns, Math.floor(i / columns), panel * size + i]),
    renderItem: (
      _: unknown,
      api: { value: (i: number) => number; coord: (p: number[]) => number[]; size: (p: number[]) => number[] },
    ) => {
      const [x, y] = api.coord([api.value(0), api.value(1)]) as [number, number],
        [width, height] = api.size([1, 1]) as [number, number],
        cell = cells[api.value(2)]!;
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            shape: { x: x - width / 2 + 1, y: y - height / 2 + 1, width: width - 2, height: height - 2 },
            style: cell_style(cell, pair),
          },
          {
            type: 'text',
            style: {
              text: cell_text(cell),
              x,
              y,
              textAlign: 'center',
              textVerticalAlign: 'middle',
              fill: is_dark(cell) ? '#fff' : ink,
              fontSize: is_narrow() ? 11 : 13,
              fontWeight: 600,
            },
          },
        ],
      };
    },
  };
};

const rows_of = (pair: WorldPair): number => Math.max(1, pair.map.axes[1]?.parts.length ?? 1);
const panel_height = (pair: WorldPair): number => 96 + rows_of(pair) * 58;

/** Panels stand side by side, on a narrow page one below the other. */
const height = (pair: WorldPair): number =>
  (is_narrow() ? panels_of(pair).length : 1) * panel_height(pair) + (pair.map.axes[2] ? 36 : 0);

interface Box {
  left: number | string;
  top: number;
  width: number | string;
  height: number;
}

function boxes_of(pair: WorldPair): Box[] {
  const narrow = is_narrow(),
    panels = panels_of(pair).length,
    names = narrow ? 86 : 150,
    inner = panel_height(pair) - (narrow ? 96 : 82),
    above = pair.map.axes[2] ? 66 : 30;
  return panels_of(pair).map((_, i) =>
    narrow
      ? { left: names, top: above + i * panel_height(pair), width: `${100 - 31}%`, height: inner }
      : panels === 1
        ? { left: names, top: above, width: '76%', height: inner }
        : { left: `${17 + (i * 83) / panels}%`, top: above, width: `${83 / panels - 1.5}%`, height: inner },
  );
}

function option(pair: WorldPair): Option {
  const [across, up, third] = pair.map.axes,
    narrow = is_narrow(),
    boxes = boxes_of(pair),
    names = panels_of(pair);
  const category = { ...axis_style, type: 'category', axisLine: { show: false }, splitLine: { show: false } };
  const label = { color: ink, fontSize: narrow || third ? 10.5 : 12, interval: 0, overflow: 'break' };
  const heading = (text: string, left: number | string, top: number, width = 240): object => ({
    text,
    left,
    top,
    padding: 0,
    textStyle: { fontSize: 12, lineHeight: 15, color: ink, width, overflow: 'break' },
  });
  return {
    grid: boxes,
    title: [
      ...(up ? [heading(`↑ ${axis_name(up)}`, 0, 0)] : []),
      ...(third
        ? names.map((name, i) =>
            heading(`${axis_name(third)}${tr('：', ': ')}${name}`, boxes[i]!.left, boxes[i]!.top - 36),
          )
        : []),
    ],
    xAxis: boxes.map((_, i) => ({
      ...category,
      gridIndex: i,
      data: across ? part_names(across) : [],
      name: across ? `${axis_name(across)} →` : '',
      nameLocation: 'middle',
      nameGap: narrow ? 44 : 32,
      nameTextStyle: { color: ink, fontSize: 12.5, fontWeight: 650 },
      axisLabel: { ...label, width: narrow || third ? 64 : 130 },
    })),
    yAxis: boxes.map((_, i) => ({
      ...category,
      gridIndex: i,
      data: up ? part_names(up) : [''],
      axisLabel: { ...label, width: narrow ? 80 : 140, show: narrow || i === 0 },
    })),
    series: across ? names.map((_, i) => rects(pair, i)) : [],
  };
}

/** How many worlds a cell rests on, where they are so few that a cell alone says little. */
function caution({ map }: WorldPair): string {
  const many = 30,
    counts = map.cells.filter(({ enough }) => enough).map(({ worlds: n }) => n),
    least = Math.min(...counts),
    most = Math.max(...counts);
  if (least >= many) return '';
  return tr(
    `每格只有 ${least} 至 ${most} 个世界，单看一格多有偶然，应看整片的走向。`,
    ` A cell has ${least} to ${most} worlds, so that chance rules in single ones: look at the run of many.`,
  );
}

function describe(pair: WorldPair): string {
  const at_home = pair.map.axes.every(({ of_context }) => of_context);
  return (
    tr(
      `每格左边是 100 个世界中${first_of(pair)}领先的个数，右边是${second_of(pair)}领先的；颜色随领先者，越深差距越大；世界不足五个的格子留白。`,
      `In each cell the worlds of 100 in which ${first_of(pair)} is ahead, then those of ${second_of(pair)}; the colour is that of whoever leads, the darker the clearer. Cells of fewer than five worlds are left out.`,
    ) +
    caution(pair) +
    (at_home
      ? tr(
          '图中的数值都是一个地方自己的数据，可以从中找到本地的位置。',
          ' The figures are those of a place: look up where yours stands.',
        )
      : '')
  );
}

const table = (pair: WorldPair): Table => {
  const { axes, cells } = pair.map,
    counts = ['worlds', 'ahead', 'neither', 'behind'];
  const parts = axes.map(part_names);
  const place_of = (cell: number): string[] =>
    parts.map((names) => {
      const name = names[cell % names.length]!;
      cell = Math.floor(cell / names.length);
      return name;
    });
  return [
    [...axes.map(axis_name), ...counts],
    ...cells.map((cell, i): Table[number] => [...place_of(i), cell.worlds, cell.ahead, cell.neither, cell.behind]),
  ];
};

/** Whether any cell has worlds enough to say something. */
const can_be_drawn = ({ map }: WorldPair): boolean => map.axes.length > 0 && map.cells.some(({ enough }) => enough);

export function world_map(): HTMLElement | null {
  if (!worlds?.pairs.some(can_be_drawn)) return null;
  const chart = chart_figure({
    id: 'flips',
    title: tr('每 100 个世界中各自领先的个数', 'Worlds of 100 in which each is ahead'),
    height: () => height(shown_pair()),
    option: () => option(shown_pair()),
    table: () => table(shown_pair()),
    describe: () => describe(shown_pair()),
  });
  const none = h('p', {}, tr('这一比较没有可画的分界。', 'This comparison turns on nothing that could be drawn.'));
  const what = h('p', { class: 'lead' });
  const fill = (): void => {
    const drawn = can_be_drawn(shown_pair());
    what.textContent = upper(of(pair_indicator(shown_pair()).name));
    chart.element.hidden = !drawn;
    none.hidden = drawn;
    if (drawn) chart.redraw();
  };
  on_choice(fill);
  fill();
  return section('flips', tr('优劣在哪里反转', 'Where the order turns'), '', what, none, chart.element);
}
