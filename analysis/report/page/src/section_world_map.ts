// Where the order of two arms turns: shares of worlds over the one or two unknowns on which most hangs.
import { arm_colours, axis_style, chart_figure, ink, is_narrow, type Option, type Table } from './charts';
import { h, section } from './dom';
import { of, tr, upper } from './language';
import { colour_of } from './looks';
import { on_choice, shown_pair } from './section_world_deciders';
import { first_of, hundredths, pair_indicator, second_of, unknown_at, worlds } from './worlds';
import type { MapAxis, MapCell, WorldPair } from './types';

const part_names = (axis: MapAxis): string[] =>
  axis.parts.map(({ low, high }) =>
    of(low) === of(high) ? of(low) : tr(`${of(low)}至${of(high)}`, `${of(low)} to ${of(high)}`),
  );
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

const rects = (pair: WorldPair): object => {
  const { axes, cells } = pair.map;
  const columns = axes[0]!.parts.length;
  return {
    type: 'custom',
    silent: true,
    data: cells.map((_, i) => [i % columns, Math.floor(i / columns), i]),
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

function option(pair: WorldPair): Option {
  const [across, up] = pair.map.axes,
    narrow = is_narrow();
  const category = { ...axis_style, type: 'category', axisLine: { show: false }, splitLine: { show: false } };
  const label = { color: ink, fontSize: narrow ? 10.5 : 12, interval: 0, overflow: 'break' };
  return {
    grid: { left: narrow ? 86 : 150, right: 8, top: 30, bottom: narrow ? 66 : 52 },
    title: up ? [{ text: `↑ ${axis_name(up)}`, left: 0, top: 0, textStyle: { fontSize: 12.5, color: ink } }] : [],
    xAxis: {
      ...category,
      data: across ? part_names(across) : [],
      name: across ? `${axis_name(across)} →` : '',
      nameLocation: 'middle',
      nameGap: narrow ? 44 : 32,
      nameTextStyle: { color: ink, fontSize: 12.5, fontWeight: 650 },
      axisLabel: { ...label, width: narrow ? 60 : 130 },
    },
    yAxis: { ...category, data: up ? part_names(up) : [''], axisLabel: { ...label, width: narrow ? 80 : 140 } },
    series: across ? [rects(pair)] : [],
  };
}

const height = (pair: WorldPair): number => 96 + Math.max(1, pair.map.axes[1]?.parts.length ?? 1) * 58;

function describe(pair: WorldPair): string {
  const at_home = pair.map.axes.every(({ of_context }) => of_context);
  return (
    tr(
      `每格左边是 100 个世界中${first_of(pair)}领先的个数，右边是${second_of(pair)}领先的；颜色随领先者，越深差距越大；世界不足五个的格子留白。`,
      `In each cell the worlds of 100 in which ${first_of(pair)} is ahead, then those of ${second_of(pair)}; the colour is that of whoever leads, the darker the clearer. Cells of fewer than five worlds are left out.`,
    ) +
    (at_home
      ? tr(
          '图中的数值都是一个地方自己的数据，可以从中找到本地的位置。',
          ' The figures are those of a place: look up where yours stands.',
        )
      : '')
  );
}

const table = (pair: WorldPair): Table => {
  const [across, up] = pair.map.axes;
  if (!across) return [['worlds', 'ahead', 'neither', 'behind']];
  const names = part_names(across),
    rows = up ? part_names(up) : [''];
  return [
    [axis_name(across), up ? axis_name(up) : '', 'worlds', 'ahead', 'neither', 'behind'],
    ...pair.map.cells.map((cell, i): Table[number] => [
      names[i % names.length]!,
      rows[Math.floor(i / names.length)]!,
      cell.worlds,
      cell.ahead,
      cell.neither,
      cell.behind,
    ]),
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
