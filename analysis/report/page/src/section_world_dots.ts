// So many worlds of a hundred: a dot each, in which one arm is ahead, neither, or the other.
import { chart_figure, even, ink, is_narrow, soft, type Option, type Table } from './charts';
import { h, section } from './dom';
import { of, tr, upper } from './language';
import { colour_of } from './looks';
import { headline, is_public_cost, path_name, report } from './study';
import { difference, difference_name, interval } from './units';
import { ahead_text, arm_at, equal_pair, hundredths, of_hundred, pair_between, rankings, worlds } from './worlds';
import type { Indicator, WorldPair, WorldRanking } from './types';

/** What a hundred dots show: so many of each kind, with a name, a colour and a shape. */
export interface Kind {
  name: string;
  dots: number;
  colour: string;
  symbol: string;
}
interface Block {
  title: string;
  kinds: Kind[];
  note: string;
}

const in_row = 20,
  row_height = 15;
const symbols = ['circle', 'diamond', 'rect', 'triangle', 'pin'];
/** Where colours come round again the shape is another. */
const symbol_of = (i: number): string => symbols[(i + Math.floor(i / symbols.length)) % symbols.length]!;

function pair_block(pair: WorldPair, indicator: Indicator, beside: string): Block {
  const [a, b] = [path_name(arm_at(pair.a)), path_name(arm_at(pair.b))];
  const [ahead, neither, behind] = of_hundred([pair.ahead, pair.neither, pair.behind]) as [number, number, number];
  return {
    title: upper(of(indicator.name)) + (beside ? ` · ${beside}` : ''),
    kinds: [
      { name: ahead_text(a, indicator), dots: ahead, colour: colour_of(pair.a), symbol: 'circle' },
      { name: tr('难分高下', 'neither'), dots: neither, colour: '#c3ccd5', symbol: 'circle' },
      { name: ahead_text(b, indicator), dots: behind, colour: colour_of(pair.b), symbol: 'diamond' },
    ],
    note: `${upper(of(pair.said))}\n${tr(
      `差值中位数 ${difference(pair.median, indicator.unit, false)}，九成世界在 ${interval(pair.low, pair.high, indicator.unit)} ${difference_name(indicator.unit)}之间`,
      `Median difference ${difference(pair.median, indicator.unit, false)}, nine in ten ${interval(pair.low, pair.high, indicator.unit)} ${difference_name(indicator.unit)}`,
    )}`,
  };
}

function ranking_block(ranking: WorldRanking, indicator: Indicator): Block {
  const arms = ranking.arms.filter(({ arm }) => worlds!.asked_arms.includes(arm));
  const sum = arms.reduce((total, { best }) => total + best, 0);
  const rest = 1 - sum;
  const dots = of_hundred([...arms.map(({ best }) => best), rest]);
  const kinds = arms.map(({ arm }, i) => ({
    name: path_name(arm_at(arm)),
    dots: dots[i]!,
    colour: colour_of(arm),
    symbol: symbol_of(i),
  }));
  if (rest > 0.005)
    kinds.push({ name: tr('其余方案', 'other arms'), dots: dots[arms.length]!, colour: even, symbol: 'rect' });
  return {
    title: tr(`${upper(of(indicator.name))}：谁最好`, `${upper(of(indicator.name))}: who is best`),
    kinds,
    note: '',
  };
}

/** Blocks by indicator, those beside each other in a row. */
export function dot_blocks(): Block[][] {
  const [a, b] = worlds!.asked_arms;
  return headline().flatMap((indicator) => {
    const ranking = rankings().find((one) => one.indicator === indicator.key);
    if (worlds!.asked_arms.length > 2) return ranking ? [[ranking_block(ranking, indicator)]] : [];
    const own = a !== undefined && b !== undefined ? pair_between(a, b, indicator.key) : undefined;
    const same = is_public_cost(indicator) ? undefined : equal_pair(indicator.key);
    if (!own) return [];
    return [
      [
        pair_block(own, indicator, same ? tr('各自计划成本', 'at own planned cost') : ''),
        ...(same ? [pair_block(same, indicator, tr('同等公共成本', 'at equal public cost'))] : []),
      ],
    ];
  });
}

/** Blocks with their places on the drawing: column and the height at which they begin. */
function placed(): { block: Block; column: number; top: number }[] {
  const rows = worlds!.asked_arms.length > 2 ? in_pairs(dot_blocks().flat()) : dot_blocks();
  const found: { block: Block; column: number; top: number }[] = [];
  let top = 0;
  for (const row of rows)
    if (is_narrow())
      for (const block of row) {
        found.push({ block, column: 0, top });
        top += height_of(block);
      }
    else {
      row.forEach((block, column) => found.push({ block, column, top }));
      top += Math.max(...row.map(height_of));
    }
  return found;
}
const in_pairs = (all: Block[]): Block[][] =>
  all.flatMap((block, i) => (i % 2 === 0 ? [[block, ...all.slice(i + 1, i + 2)]] : []));
/** Columns of Latin letters that text takes. */
const width_of = (text: string): number => Array.from(text).reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 0);
const counts_of = (block: Block): Kind[] => block.kinds.filter(({ dots }) => dots > 0);
/** One row for all where they fit, else one for each. */
const is_one_row = (block: Block): boolean =>
  !is_narrow() &&
  width_of(
    counts_of(block)
      .map(({ name }) => `00 ${name}   `)
      .join(''),
  ) < 66;
const legend_rows = (block: Block): number => (is_one_row(block) ? 1 : counts_of(block).length);
const height_of = (block: Block): number =>
  28 + 5 * row_height + 18 * legend_rows(block) + (block.note ? (is_narrow() ? 52 : 38) : 0) + 22;
const height = (): number => Math.max(60, ...placed().map(({ block, top }) => top + height_of(block)));
const columns = (): number => (is_narrow() ? 1 : 2);

interface Label {
  x: number;
  y: number;
  text: string;
  style: object;
}

/** Text whose left end is at a place. */
const label_series = (labels: Label[]): object => ({
  type: 'scatter',
  silent: true,
  symbolSize: 0.1,
  itemStyle: { color: 'transparent' },
  data: labels.map(({ x, y, text, style }) => ({
    value: [x, y],
    label: { show: true, position: 'right', distance: 0, formatter: () => text, ...style },
  })),
});

function labels_of({ block, column, top }: { block: Block; column: number; top: number }): Label[] {
  const x = column * 22 + 0.4,
    below = top + 28 + 5 * row_height + 4;
  const shown = counts_of(block);
  const told = shown.map((kind) => `{${kind.colour.slice(1)}|${kind.dots}} ${kind.name}`);
  const counts = is_one_row(block) ? [told.join('   ')] : told;
  const rich = Object.fromEntries(
    shown.map(({ colour }) => [
      colour.slice(1),
      { color: colour === '#c3ccd5' ? soft : colour, fontWeight: 700, fontSize: 13 },
    ]),
  );
  const width = is_narrow() ? window.innerWidth - 40 : 430;
  return [
    { x, y: top + 10, text: block.title, style: { color: ink, fontWeight: 650, fontSize: 13.5 } },
    ...counts.map((text, i) => ({ x, y: below + 8 + 18 * i, text, style: { color: ink, fontSize: 12, rich } })),
    ...(block.note
      ? [
          {
            x,
            y: below + 18 * legend_rows(block) + 2,
            text: block.note,
            style: { color: soft, fontSize: 12, lineHeight: 16, width, overflow: 'break', verticalAlign: 'top' },
          },
        ]
      : []),
  ];
}

function dots_of({ block, column, top }: { block: Block; column: number; top: number }): object[] {
  return block.kinds
    .flatMap((kind) => Array.from({ length: kind.dots }, () => kind))
    .map((kind, i) => ({
      value: [column * 22 + 0.9 + (i % in_row), top + 34 + Math.floor(i / in_row) * row_height],
      symbol: kind.symbol,
      itemStyle: { color: kind.colour },
    }));
}

function option(): Option {
  const all = placed();
  const hidden = { type: 'value', show: false, min: 0 };
  return {
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { ...hidden, max: columns() * 22 },
    yAxis: { ...hidden, max: height(), inverse: true },
    series: [
      { type: 'scatter', silent: true, symbolSize: 9.5, data: all.flatMap(dots_of) },
      label_series(all.flatMap(labels_of)),
    ],
  };
}

const table = (): Table => [
  ['indicator', 'kind', 'worlds of 100', 'told'],
  ...dot_blocks()
    .flat()
    .flatMap(({ title, kinds, note }) => kinds.map(({ name, dots }): Table[number] => [title, name, dots, note])),
];

const describe = (): string =>
  dot_blocks()
    .flat()
    .map(({ title, kinds }) => `${title}: ${kinds.map(({ name, dots }) => `${name} ${dots}`).join(tr('，', ', '))}`)
    .join(tr('；', '; ')) + tr('。', '.');

/** How much of what differs is the noise of the seed alone. */
function noise_note(): string {
  const found = worlds!.asked_pairs
    .map((position) => worlds!.pairs[position]!)
    .filter(
      ({ over_seeds_of_a_world: seeds, over_worlds }) => seeds !== null && over_worlds !== null && over_worlds > 0,
    );
  if (found.length === 0) return '';
  const shares = found.map(({ over_seeds_of_a_world, over_worlds }) =>
    Math.min(1, (over_seeds_of_a_world! / over_worlds!) ** 2),
  );
  const [least, most] = [Math.min(...shares), Math.max(...shares)].map(hundredths);
  const said =
    most! < 1
      ? tr('不到 1%', 'less than 1%')
      : least! < 1
        ? tr(`至多 ${most}%`, `at most ${most}%`)
        : least === most
          ? tr(`约 ${most}%`, `about ${most}%`)
          : tr(`${least}% 到 ${most}% `, `${least}% to ${most}%`);
  return tr(
    `各世界之间的差异中，${said}只是随机种子带来的起伏，其余来自未知的数值。`,
    `Of what differs between worlds, ${said} is the noise of the seed alone; the rest comes from what is not known.`,
  );
}

/** What differences are of. */
function minus_text(): string {
  const [a, b, more] = worlds!.asked_arms;
  if (a === undefined || b === undefined || more !== undefined) return '';
  const [first, second] = [path_name(arm_at(a)), path_name(arm_at(b))];
  return tr(`差值为${first}减${second}。`, `Differences are ${first} minus ${second}. `);
}

export function world_dots(): HTMLElement | null {
  if (!worlds || dot_blocks().length === 0) return null;
  const chart = chart_figure({
    id: 'worlds',
    title: tr('每 100 个世界中', 'Of a hundred worlds'),
    height,
    option,
    table,
    describe,
    note: () => '',
  });
  return section(
    'worlds',
    tr('把握有多大', 'How sure that is'),
    tr(
      `${minus_text()}每个点代表 100 个世界中的一个。一个世界就是把所有未知的数值都抽取一遍；差别小到没有实际意义的，算难分高下。${noise_note()}`,
      `${minus_text()}Each dot is one world of a hundred: one draw of every number that is not known. Differences too small to matter count for neither. ${noise_note()}`,
    ),
    chart.element,
  );
}
/** Stands above an answer that more worlds may change. */
export const preliminary_note = (): HTMLElement | null =>
  worlds?.preliminary
    ? h(
        'p',
        { class: 'preliminary' },
        h('strong', {}, tr('初步结果', 'Preliminary')),
        tr(
          `：仅有 ${worlds.run} 个世界，上限 ${worlds.asked} 个。其余世界运行期间，措辞和数字都可能改变；若已中止，再次执行同一命令即可继续。`,
          `: ${worlds.run} of up to ${worlds.asked} worlds. Words and numbers may still change while the rest is run; if that was stopped, the same command goes on.`,
        ),
      )
    : null;

export const run_note = (): string => {
  const { run, asked, settled, failed } = worlds!;
  const early =
    settled && run < asked ? tr('结论已稳定，提前结束。', ' The words had settled, so it ended early.') : '';
  const lost = failed > 0 ? tr(`有 ${failed} 个世界未能运行。`, ` ${failed} worlds could not be run.`) : '';
  return (
    early +
    lost +
    (report.worlds!.ensemble ? tr(`取自“${report.worlds!.ensemble}”。`, ` From “${report.worlds!.ensemble}”.`) : '')
  );
};
