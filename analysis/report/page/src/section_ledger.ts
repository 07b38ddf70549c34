// What moves between the accounts of each ledger, by arm: bars of where it goes, and the whole flow of one arm.
import { axis_style, chart_figure, ink, is_narrow, type Option, type Table } from './charts';
import { choice, controls, section } from './dom';
import { colon, comma, listed, lower, number, of, tr, upper, yuan, yuan_in_all } from './language';
import { colour_of } from './looks';
import { account_name, cost_of_place, report, title } from './study';
import { unit_name } from './units';
import type { Arm, Flow, Ledger } from './types';

const flows = (arm: Arm, ledger: Ledger): Flow[] => arm.flows[report.ledgers.indexOf(ledger)] ?? [];

/** In the ledger's shown unit, per resident and year. */
const scaled = (amount: number, ledger: Ledger): number =>
  (amount * ledger.shown) / Math.max(1, report.study.residents);
const amount_text = (value: number): string => number(value, { maximumSignificantDigits: 3 });

/** Where what is spent comes from: the account that the ledger names, or all that only give. */
function sources(ledger: Ledger): Set<string> {
  const all = report.arms.flatMap((arm) => flows(arm, ledger));
  if (all.some(([from]) => from === ledger.source)) return new Set([ledger.source]);
  const receiving = new Set(all.map(([, to]) => to));
  return new Set(all.map(([from]) => from).filter((from) => !receiving.has(from)));
}

interface Spending {
  account: string;
  amounts: number[]; // [arms]
}

/** What goes from the sources to each account, the most first. */
function spending(ledger: Ledger): Spending[] {
  const from = sources(ledger);
  const accounts = new Map<string, number[]>();
  report.arms.forEach((arm, k) => {
    for (const [source, to, amount] of flows(arm, ledger)) {
      if (!from.has(source)) continue;
      const amounts = accounts.get(to) ?? report.arms.map(() => 0);
      amounts[k]! += scaled(amount, ledger);
      accounts.set(to, amounts);
    }
  });
  return [...accounts]
    .map(([account, amounts]) => ({ account, amounts }))
    .filter(({ amounts }) => Math.max(...amounts) > 0)
    .sort((x, y) => Math.max(...y.amounts) - Math.max(...x.amounts));
}

const arm_bars = (arm: Arm, k: number, rows: Spending[]): object => ({
  type: 'bar',
  name: title(arm),
  data: rows.map(({ amounts }) => amounts[k]),
  barMaxWidth: 14,
  barGap: '15%',
  itemStyle: arm.equal_cost_to
    ? { color: '#fff', borderColor: colour_of(k), borderWidth: 1.5, borderType: 'solid', decal: { symbol: 'none' } }
    : { color: colour_of(k) },
  label: {
    show: true,
    position: 'right',
    fontSize: 11,
    color: ink,
    formatter: ({ value }: { value: number }) => (value ? amount_text(value) : ''),
  },
});

function bars(ledger: Ledger): Option {
  const rows = spending(ledger),
    narrow = is_narrow();
  return {
    legend: {
      type: report.arms.length > 6 ? 'scroll' : 'plain',
      top: 0,
      left: 0,
      itemWidth: 14,
      itemHeight: 10,
      textStyle: { fontSize: 12, color: ink },
    },
    grid: { left: narrow ? 112 : 190, right: narrow ? 44 : 70, top: narrow ? 78 : 40, bottom: 44 },
    xAxis: {
      ...axis_style,
      type: 'value',
      name: unit_name(ledger.unit),
      nameLocation: 'middle',
      nameGap: 28,
      axisLabel: { ...axis_style.axisLabel, hideOverlap: true },
    },
    yAxis: {
      ...axis_style,
      type: 'category',
      inverse: true,
      data: rows.map(({ account }) => upper(account_name(account))),
      axisLabel: { color: ink, fontSize: 12, interval: 0, width: narrow ? 104 : 180, overflow: 'break' },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      axisPointer: { type: 'shadow' },
      valueFormatter: (value: unknown) => amount_text(value as number),
      textStyle: { fontSize: 12 },
    },
    series: report.arms.map((arm, k) => arm_bars(arm, k, rows)),
  };
}

/** Flows that what comes from the sources takes part in; what the outside account does by itself is left out. */
function from_sources(all: Flow[], ledger: Ledger): Flow[] {
  const reached = sources(ledger);
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const [from, to] of all) if (reached.has(from) && from !== ledger.outside) reached.add(to);
  }
  return all.filter(([from]) => reached.has(from) && from !== ledger.outside);
}

/** Flows without those that would close a circle, the smaller ones first to go. */
function without_circles(all: Flow[]): Flow[] {
  const kept: Flow[] = [];
  const reaches = (from: string, to: string): boolean =>
    from === to || kept.some(([a, b]) => a === from && reaches(b, to));
  for (const flow of [...all].sort((x, y) => y[2] - x[2]))
    if (flow[2] > 0 && !reaches(flow[1], flow[0])) kept.push(flow);
  return kept;
}

/** Says what the picture leaves out, as it would close a circle: what flows back. */
function flows_back(arm: Arm, ledger: Ledger): string {
  const all = from_sources(flows(arm, ledger), ledger);
  const kept = new Set(without_circles(all));
  const back = all
    .filter((flow) => !kept.has(flow) && flow[2] > 0)
    .map(([from, to, amount]) =>
      tr(
        `${account_name(from)}流回${account_name(to)} ${amount_text(scaled(amount, ledger))}`,
        `${amount_text(scaled(amount, ledger))} from ${account_name(from)} back to ${account_name(to)}`,
      ),
    );
  return back.length > 0
    ? tr(`。图中未画的回流：${back.join('；')}。`, `. Not drawn, as it flows back: ${back.join('; ')}.`)
    : '';
}

const palette = [
  '#24527a',
  '#5d7f9f',
  '#0b6e5f',
  '#6b9a8f',
  '#b8701a',
  '#c99a5b',
  '#7a4b94',
  '#8c3b50',
  '#4d7a33',
  '#7b8794',
];

/** What an account takes in or gives, whichever is more. */
const turnover = (account: string, kept: Flow[]): number =>
  Math.max(
    kept.filter(([from]) => from === account).reduce((sum, [, , amount]) => sum + amount, 0),
    kept.filter(([, to]) => to === account).reduce((sum, [, , amount]) => sum + amount, 0),
  );

function sankey(arm: Arm, ledger: Ledger): Option {
  const kept = without_circles(from_sources(flows(arm, ledger), ledger)),
    narrow = is_narrow();
  const accounts = [...new Set(kept.flatMap(([from, to]) => [from, to]))];
  return {
    tooltip: {
      confine: true,
      textStyle: { fontSize: 12 },
      valueFormatter: (value: unknown) => `${amount_text(value as number)} ${unit_name(ledger.unit)}`,
    },
    series: [
      {
        type: 'sankey',
        left: 4,
        right: narrow ? 96 : 190,
        top: 8,
        bottom: 8,
        nodeGap: 12,
        nodeWidth: 12,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        label: {
          fontSize: 12,
          color: ink,
          width: narrow ? 90 : 180,
          overflow: 'break',
          formatter: ({ name, value }: { name: string; value: number }) =>
            `${upper(account_name(name))} ${amount_text(value)}`,
        },
        lineStyle: { color: 'source', opacity: 0.28, curveness: 0.5 },
        data: accounts.map((name, i) => ({
          name,
          value: scaled(turnover(name, kept), ledger),
          itemStyle: { color: palette[i % palette.length] },
        })),
        links: kept.map(([source, target, amount]) => ({ source, target, value: scaled(amount, ledger) })),
      },
    ],
  };
}

const table = (ledger: Ledger): Table => [
  ['arm', 'from', 'to', ledger.unit],
  ...report.arms.flatMap((arm) =>
    flows(arm, ledger).map(([from, to, amount]): Table[number] => [arm.name, from, to, scaled(amount, ledger)]),
  ),
];

function describe(ledger: Ledger): string {
  const from = sources(ledger);
  const said = report.arms.map((arm) => {
    const spent = flows(arm, ledger).filter(([source]) => from.has(source));
    return `${title(arm)} ${amount_text(spent.reduce((sum, [, , amount]) => sum + scaled(amount, ledger), 0))}`;
  });
  const names = listed([...from].map(account_name));
  return tr(
    `${names}支出合计（${unit_name(ledger.unit)}）：${said.join('、')}。`,
    `Spent from ${names} in all, ${unit_name(ledger.unit)}: ${said.join(', ')}.`,
  );
}

/** Two charts of one ledger, and what chooses the ledger and the arm. */
function charts(ledgers: Ledger[]): (HTMLElement | null)[] {
  let shown = ledgers[0]!,
    arm = report.arms[0]!;
  const where = chart_figure({
    id: 'ledger',
    title: tr('用在哪里', 'Where it goes'),
    option: () => bars(shown),
    table: () => table(shown),
    describe: () => describe(shown),
    height: () => (is_narrow() ? 130 : 92) + spending(shown).length * (12 + 17 * report.arms.length),
  });
  const flow = chart_figure({
    id: 'flows',
    title: tr('流向何处', 'Where it ends up'),
    option: () => sankey(arm, shown),
    table: () => table(shown),
    describe: () => `${title(arm)}${comma()}${unit_name(shown.unit)}${flows_back(arm, shown)}`,
    height: () => (is_narrow() ? 460 : 400),
  });
  const ledger_choice = choice(
    tr('账本', 'Ledger'),
    ledgers.map((value) => ({ value, name: of(value.title) })),
    shown,
    (value) => {
      shown = value;
      where.redraw();
      flow.redraw();
    },
  );
  const arm_choice = choice(
    tr('方案', 'Arm'),
    report.arms.map((value) => ({ value, name: title(value) })),
    arm,
    (value) => {
      arm = value;
      flow.redraw();
    },
  );
  return [
    ledgers.length > 1 ? controls(ledger_choice) : null,
    where.element,
    report.arms.length > 1 ? controls(arm_choice) : null,
    flow.element,
  ];
}

const costs_in_words = (): string => {
  if (!report.model.costs) return '';
  const said = report.arms.map(
    (arm) =>
      `${title(arm)} ${yuan(arm.public_cost)} (${tr(`全部社区合计 ${yuan_in_all(cost_of_place(arm))}`, `${yuan_in_all(cost_of_place(arm))} in the whole place`)})`,
  );
  return tr(
    `各方案每位居民每年的公共支出${colon()}${said.join('，')}。`,
    `Public spending per resident and year: ${said.join('; ')}. `,
  );
};

export function ledger(): HTMLElement | null {
  const ledgers = report.ledgers.filter((one) => report.arms.some((arm) => flows(arm, one).length > 0));
  if (ledgers.length === 0) return null;
  const titles = listed(ledgers.map((one) => lower(of(one.title))));
  return section(
    'ledger',
    tr(`${titles}的账`, `The ledger of ${titles}`),
    costs_in_words() +
      tr(
        '每一笔都有来处和去处，每周核对。',
        'All that is spent comes from somewhere and goes somewhere; the books are checked each week.',
      ),
    ...charts(ledgers),
  );
}
