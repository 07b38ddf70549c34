// The page on all claims: what each says, how it fares, and the way to its own page.
import { verdict_chip } from './claim_looks';
import { controls, h, menu, row, section, stacked_table } from './dom';
import { embedded } from './embedded';
import { brief, moment, number, of, tr, upper } from './language';
import { show } from './shell';
import type { Text } from './types';
import type { Claims, ClaimLine, Unaskable } from '../generated/claims';

const claims = embedded as Claims;

const built_in = 'by_construction';
const everything = 'all';

/** What a line is found by. */
const group_of = (line: ClaimLine): string => (line.by_construction ? built_in : line.verdict);

const names = (): Map<string, string> =>
  new Map([
    ...claims.words.map(({ key, name }): [string, string] => [key, of(name)]),
    [built_in, tr('由方程规定', 'by construction')],
  ]);

const count = (group: string): number =>
  claims.claims.filter((line) => group_of(line) === group).length +
  claims.unaskable.filter(({ verdict }) => verdict === group).length;

/** "holds 3", "open 2": those that there are. */
const counts = (): [string, string][] =>
  [...names()].filter(([key]) => count(key) > 0).map(([key, name]) => [key, `${name} ${number(count(key))}`]);

/** Small figures keep three decimals, and what is smaller says so. */
const chance = (p: number | null): string =>
  p === null ? '–' : p < 0.001 ? '<0.001' : number(p, { minimumFractionDigits: 3, maximumFractionDigits: 3 });

const said = (id: HTMLElement | string, text: Text, source: string): (HTMLElement | string)[] => [
  id,
  ' ',
  of(text),
  h('small', { class: 'source' }, source),
];

const cell = (...children: (HTMLElement | string | null)[]): HTMLTableCellElement => h('td', {}, ...children);

function asked_row(line: ClaimLine): HTMLElement {
  const unit = of(line.unit);
  return row(
    said(h('a', { href: `${encodeURIComponent(line.name)}/report.html` }, line.id), line.text, line.source),
    [
      cell(
        verdict_chip(line.verdict, line.said),
        line.by_construction ? h('small', { class: 'source' }, names().get(built_in)!) : null,
      ),
      cell(upper(of(line.indicator)) + (unit ? tr(`（${unit}）`, ` (${unit})`) : '')),
      cell(
        brief(line.delta),
        h(
          'small',
          { class: 'source' },
          tr(`${brief(line.low)} 至 ${brief(line.high)}`, `${brief(line.low)} to ${brief(line.high)}`),
        ),
      ),
      cell(
        tr(
          `${number(line.worlds_for)} 支持，${number(line.worlds_against)} 反对，共 ${number(line.worlds)}`,
          `${number(line.worlds_for)} for, ${number(line.worlds_against)} against, of ${number(line.worlds)}`,
        ),
        of(line.additions) ? h('small', { class: 'source' }, of(line.additions)) : null,
      ),
      chance(line.holm),
    ],
    of(line.title),
  );
}

const unaskable_row = (claim: Unaskable): HTMLElement =>
  row(
    said(claim.id, claim.text, claim.source),
    [
      cell(verdict_chip(claim.verdict, claims.words.find(({ key }) => key === claim.verdict)!.name)),
      h('td', { colspan: 4 }, of(claim.reason)),
    ],
    of(claim.title),
  );

function rows(group: string): HTMLElement[] {
  const shown = (one: string): boolean => group === everything || one === group;
  return [
    ...claims.claims.filter((line) => shown(group_of(line))).map((line) => ({ id: line.id, row: asked_row(line) })),
    ...claims.unaskable.filter(({ verdict }) => shown(verdict)).map((one) => ({ id: one.id, row: unaskable_row(one) })),
  ]
    .sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))
    .map((one) => one.row);
}

const heads = (): string[] => [
  tr('论断', 'Claim'),
  tr('判定', 'Verdict'),
  tr('指标', 'Indicator'),
  tr('差异', 'Difference'),
  tr('世界', 'Worlds'),
  tr('p（Holm 校正）', 'p (Holm)'),
];

let chosen = everything;

function list(): HTMLElement {
  const place = h('div');
  const draw = (): void => place.replaceChildren(stacked_table(heads(), rows(chosen), '', { class: 'claims' }));
  const pick = (group: string): void => {
    chosen = group;
    draw();
  };
  draw();
  const all = claims.claims.length + claims.unaskable.length;
  const options = [
    { value: everything, name: `${tr('全部', 'all')} ${number(all)}` },
    ...counts().map(([value, name]) => ({ value, name })),
  ];
  return section(
    'claims',
    tr('各项论断', 'The claims'),
    tr(
      '差异为实验方案减对照方案（趋势则为末项减首项），取各世界的中位数，其下为第 5 至第 95 百分位。p 为支持与反对世界数的符号检验，按本页全部论断作 Holm 校正；由方程规定的论断不参与校正，也不计作证据。',
      'The difference is treatment minus control, of a trend the last arm minus the first: the median over worlds, and below it the 5th to the 95th hundredth. p is the sign test of worlds for against worlds against, by Holm over all claims of this page; claims by construction are no test and no support.',
    ),
    controls(menu(tr('判定', 'Verdict'), options, chosen, pick)),
    place,
  );
}

const opening = (): HTMLElement =>
  h(
    'header',
    { class: 'opening' },
    h('p', { class: 'eyebrow' }, tr('论断', 'Claims')),
    h(
      'h1',
      {},
      tr('来源中的论断，哪些在模型的世界里成立', 'Which claims of the sources hold in the worlds of the model'),
    ),
    h(
      'p',
      { class: 'facts' },
      counts()
        .map(([, words]) => words)
        .join(' · '),
    ),
    h(
      'p',
      { class: 'facts' },
      [
        tr(`程序 ${claims.provenance.version}`, `program ${claims.provenance.version}`),
        claims.provenance.commit.slice(0, 10),
        moment(claims.provenance.created),
      ].join(tr('，', ', ')),
    ),
  );

show({
  title: () => tr('论断', 'Claims'),
  brand: () => tr('联动 · 论断', 'Liandong · claims'),
  opening,
  sections: () => [list()],
  footer: () =>
    tr(
      `本页由 liandong hypotheses 生成，不访问网络。各项论断的页面在其旁的文件夹中。`,
      `This page was made by liandong hypotheses and makes no network request; the page of each claim is in the folder beside it.`,
    ),
});
