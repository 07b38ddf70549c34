// Public money and working time by arm: bars of where they go, and the whole flow of one arm.
import { account_name } from './accounts';
import { axis_style, chart_figure, ink, is_narrow, type Option, type Table } from './charts';
import { choice, h, section } from './dom';
import { comma, number, tr, yuan } from './language';
import { report, title, upper } from './study';
import { colour_of } from './section_paths';
import type { Arm, Flow } from './types';

type Kind = 'money' | 'minutes';
const flows = (arm: Arm, kind: Kind): Flow[] => arm[kind];

/** Per resident and year: yuan, or hours. */
const scaled = (amount: number, kind: Kind): number =>
  amount / Math.max(1, report.study.residents) / (kind === 'money' ? 100 : 60);
const amount_name = (kind: Kind): string =>
  kind === 'money' ? tr('元/人/年', 'yuan per resident and year') : tr('小时/人/年', 'hours per resident and year');
const amount_text = (value: number): string => number(value, { maximumSignificantDigits: 3 });

/** Accounts that only give: where public money and working time come from. */
function sources(kind: Kind): Set<string> {
  const known = kind === 'money' ? 'treasury' : 'working time';
  const all = report.arms.flatMap((arm) => flows(arm, kind));
  if (all.some(([from]) => from === known)) return new Set([known]);
  const receiving = new Set(all.map(([, to]) => to));
  return new Set(all.map(([from]) => from).filter((from) => !receiving.has(from)));
}

function spending(kind: Kind): { account: string; amounts: number[] }[] {
  const from = sources(kind);
  const accounts = new Map<string, number[]>();
  report.arms.forEach((arm, k) => {
    for (const [source, to, amount] of flows(arm, kind)) {
      if (!from.has(source)) continue;
      if (!accounts.has(to))
        accounts.set(
          to,
          report.arms.map(() => 0),
        );
      accounts.get(to)![k]! += scaled(amount, kind);
    }
  });
  const rows = [...accounts].map(([account, amounts]) => ({ account, amounts }));
  return rows
    .filter(({ amounts }) => Math.max(...amounts) > 0)
    .sort((x, y) => Math.max(...y.amounts) - Math.max(...x.amounts));
}

function bars(kind: Kind): Option {
  const rows = spending(kind),
    narrow = is_narrow();
  return {
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { fontSize: 12, color: ink } },
    grid: { left: narrow ? 112 : 190, right: narrow ? 44 : 70, top: narrow ? 78 : 40, bottom: 44 },
    xAxis: {
      ...axis_style,
      type: 'value',
      name: amount_name(kind),
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
    series: report.arms.map((arm, k) => ({
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
    })),
  };
}

/** Flows that public money or working time takes part in; what households do with their own money is left out. */
function from_sources(all: Flow[], kind: Kind): Flow[] {
  const reached = new Set(sources(kind));
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const [from, to] of all) if (reached.has(from) && from !== 'households') reached.add(to);
  }
  return all.filter(([from]) => reached.has(from) && from !== 'households');
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

function sankey(arm: Arm, kind: Kind): Option {
  const kept = without_circles(from_sources(flows(arm, kind), kind)),
    narrow = is_narrow();
  const accounts = [...new Set(kept.flatMap(([from, to]) => [from, to]))];
  const total = (account: string): number =>
    Math.max(
      kept.filter(([from]) => from === account).reduce((sum, [, , amount]) => sum + amount, 0),
      kept.filter(([, to]) => to === account).reduce((sum, [, , amount]) => sum + amount, 0),
    );
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
  return {
    tooltip: {
      confine: true,
      textStyle: { fontSize: 12 },
      valueFormatter: (value: unknown) => `${amount_text(value as number)} ${amount_name(kind)}`,
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
          value: scaled(total(name), kind),
          itemStyle: { color: palette[i % palette.length] },
        })),
        links: kept.map(([source, target, amount]) => ({ source, target, value: scaled(amount, kind) })),
      },
    ],
  };
}

const table = (kind: Kind): Table => [
  ['arm', 'from', 'to', kind === 'money' ? 'yuan_per_year' : 'hours_per_year'],
  ...report.arms.flatMap((arm) =>
    flows(arm, kind).map(([from, to, amount]): Table[number] => [
      arm.name,
      from,
      to,
      amount / (kind === 'money' ? 100 : 60),
    ]),
  ),
];

function describe(kind: Kind): string {
  const totals = report.arms.map((arm) =>
    flows(arm, kind)
      .filter(([from]) => sources(kind).has(from))
      .reduce((sum, [, , amount]) => sum + scaled(amount, kind), 0),
  );
  const said = report.arms.map((arm, k) => `${title(arm)} ${amount_text(totals[k]!)}`).join(tr('、', ', '));
  return kind === 'money'
    ? tr(`财政拨付合计（元/人/年）：${said}。`, `Paid out by the treasury in all, yuan per resident and year: ${said}.`)
    : tr(`工时合计（小时/人/年）：${said}。`, `Working time in all, hours per resident and year: ${said}.`);
}

export function ledger(): HTMLElement {
  let kind: Kind = 'money',
    arm = report.arms[0]!;
  const where = chart_figure({
    id: 'ledger',
    title: tr('钱和时间用在哪里', 'Where money and time go'),
    option: () => bars(kind),
    table: () => table(kind),
    describe: () => describe(kind),
    height: () => (is_narrow() ? 130 : 92) + spending(kind).length * (12 + 17 * report.arms.length),
  });
  const flow = chart_figure({
    id: 'flows',
    title: tr('流向何处', 'Where it ends up'),
    option: () => sankey(arm, kind),
    table: () => table(kind),
    describe: () => `${title(arm)}${comma()}${amount_name(kind)}`,
    height: () => (is_narrow() ? 460 : 400),
  });
  return section(
    'ledger',
    tr('钱与工时的账', 'The ledger of money and hours'),
    tr(
      `各方案每位居民每年的公共支出：${report.arms.map((a) => `${title(a)} ${yuan(a.public_cost)}`).join(comma())}。每一分钱、每一分钟都有来处和去处，每周核对。`,
      `Public spending per resident and year: ${report.arms.map((a) => `${title(a)} ${yuan(a.public_cost)}`).join('; ')}. Every fen and every minute comes from somewhere and goes somewhere; the books are checked each week.`,
    ),
    h(
      'div',
      { class: 'controls' },
      choice<Kind>(
        tr('账本', 'Ledger'),
        [
          { value: 'money', name: tr('钱', 'money') },
          { value: 'minutes', name: tr('工时', 'working hours') },
        ],
        kind,
        (value) => {
          kind = value;
          where.redraw();
          flow.redraw();
        },
      ),
    ),
    where.element,
    h(
      'div',
      { class: 'controls' },
      choice(
        tr('方案', 'Arm'),
        report.arms.map((value) => ({ value, name: title(value) })),
        arm,
        (value) => {
          arm = value;
          flow.redraw();
        },
      ),
    ),
    flow.element,
  );
}
