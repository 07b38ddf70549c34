// The language of the page, and numbers, dates and units in it.
import type { Number, Text } from './types';

export type Language = 'zh' | 'en';

let language: Language = 'zh';

/** From "#zh" or "#en" in the address, else from the browser. */
export function choose_language(): Language {
  const asked = location.hash.slice(1);
  if (asked === 'zh' || asked === 'en') language = asked;
  else language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  return language;
}
export const current = (): Language => language;
export const locale = (): string => (language === 'zh' ? 'zh-CN' : 'en-GB');

/** Full-width punctuation beside Chinese characters, however the text was typed. */
const full_width: Record<string, string> = {
  ',': '\uff0c',
  ';': '\uff1b',
  ':': '\uff1a',
  '?': '\uff1f',
  '!': '\uff01',
};
const polished = (text: string): string =>
  text
    .replace(
      /(?<=[\u4e00-\u9fff\u201d])\s?\(([^()]*)\)|\s?\(([^()]*[\u4e00-\u9fff][^()]*)\)/g,
      (_, a?: string, b?: string) => `\uff08${a ?? b}\uff09`,
    )
    .replace(
      /(?<=[\u4e00-\u9fff\uff09\u201d\u300b])[,;:?!]|[,;:?!](?=[\u4e00-\u9fff\uff08\u201c])/g,
      (mark) => full_width[mark]!,
    );

export const tr = (zh: string, en: string): string => (language === 'zh' ? polished(zh) : en);
export const of = (text: Text): string => (language === 'zh' ? polished(text.zh || text.en) : text.en || text.zh);
export const colon = (): string => tr('\uff1a', ': ');
export const comma = (): string => tr('\uff0c', ', ');
export const semicolon = (): string => tr('\uff1b', '; ');

/** A list in words: "a, b and c", "a、b和c". */
export const listed = (parts: string[]): string =>
  new Intl.ListFormat(locale(), { style: 'long', type: 'conjunction' }).format(parts);

export const number = (value: Number, options: Intl.NumberFormatOptions = {}): string =>
  value === null ? '–' : new Intl.NumberFormat(locale(), options).format(value).replace('-', '−');

/** Three significant digits, without exponents. */
export const brief = (value: Number): string =>
  number(value, { maximumSignificantDigits: value !== null && Math.abs(value) >= 1000 ? 4 : 3 });

const words: Record<string, [zh: string, en?: string]> = {
  weeks: ['周'],
  week: ['周'],
  year: ['年'],
  quarter: ['季'],
  hours: ['小时'],
  minutes: ['分钟'],
  levels: ['级'],
  level: ['级'],
  persons: ['人'],
  person: ['人'],
  resident: ['人'],
  residents: ['居民'],
  adult: ['成年人'],
  adults: ['成年人'],
  household: ['户'],
  households: ['户'],
  community: ['社区'],
  communities: ['社区'],
  worker: ['工作人员'],
  workers: ['工作人员'],
  building: ['楼栋'],
  buildings: ['楼栋'],
  street: ['街道'],
  item: ['项'],
  items: ['项'],
  case: ['件'],
  cases: ['件'],
  visits: ['次'],
  trips: ['次'],
  visit: ['次'],
  meetings: ['次'],
  meeting: ['次'],
  organisations: ['个组织'],
  organisation: ['个组织'],
  yuan: ['元'],
  ties: ['条联系'],
  'm²': ['平方米'],
  m2: ['平方米', 'm²'],
  volunteers: ['名志愿者'],
  volunteer: ['志愿者'],
  cell: ['网格'],
  teams: ['支队伍'],
  members: ['名成员'],
  estates: ['个小区'],
  departments: ['个部门'],
  projects: ['个项目'],
  person_weeks: ['人周'],
  disputes: ['起纠纷'],
  contract: ['合同'],
  years: ['年'],
  fen: ['分'],
  times: ['次'],
  rounds: ['轮'],
  days: ['天'],
  points: ['分'],
  groups: ['个群体'],
  neighbours: ['名邻居'],
  posts: ['个岗位'],
  tasks: ['项'],
  signatures: ['份签名'],
};

/** "10k yuan" as 10,000 times yuan where the language has no word for the scale. */
function unscaled(value: Number, unit: string): [Number, string] {
  const scale = /^(10k|1000) /.exec(unit)?.[1];
  if (!scale || (scale === '10k' && language === 'zh')) return [value, unit];
  const factor = scale === '10k' ? 10_000 : 1_000;
  return [value === null ? null : value * factor, unit.slice(scale.length + 1)];
}

/** A unit as people write it: "yuan/resident/year" is 元/人/年 or "yuan per resident and year". */
export function unit_name(unit: string): string {
  if (unit === '1' || unit === '') return '';
  const pieces = unit.split('/').filter((piece) => piece !== '1');
  if (language === 'zh') {
    const translated = pieces.map((piece) =>
      piece
        .split(' ')
        .map((word) => (word === '10k' || word === '10000' ? '万' : (words[word]?.[0] ?? word)))
        .join(''),
    );
    return unit.startsWith('1/') ? `每${translated.join('、每')}` : translated.join('/');
  }
  const spelt = pieces.map((piece) =>
    piece.replace('10k', '10,000').replace(/\b\d{4,}\b/, (digits) => number(+digits)),
  );
  if (unit.startsWith('1/')) return `per ${spelt.join(' and ')}`;
  const [first, ...rest] = spelt;
  return rest.length === 0 ? first! : `${first} per ${rest.join(' and ')}`;
}

/** Whether figures of this unit are shares, shown in percent. */
export const is_share = (unit: string): boolean => unit === '1' || unit === '1/year';

/** A figure with as many digits as its size deserves, in percent if it is a share; without the unit's name. */
export function figure(value: Number, unit: string): string {
  if (value === null) return '–';
  if (!is_share(unit)) return brief(unscaled(value, unit)[0]);
  const percent = Math.abs(value) * 100;
  const digits = percent >= 1 || percent === 0 ? 1 : percent >= 0.1 ? 2 : 3;
  return `${number(value * 100, { maximumFractionDigits: digits })}%`;
}
/** The figure and its unit. */
export function with_unit(value: Number, unit: string): string {
  const name = unit_name(unscaled(value, unit)[1]);
  return name ? `${figure(value, unit)} ${name}` : figure(value, unit);
}
/** A difference with its sign; shares in percentage points. */
export function difference(value: Number, unit: string, named = true): string {
  if (value === null) return '–';
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  const size = Math.abs(unscaled(value, unit)[0]!);
  if (is_share(unit)) {
    const points = size * 100;
    const digits = points >= 10 ? 1 : points >= 1 ? 1 : 2;
    return `${sign}${number(points, { maximumFractionDigits: digits, minimumFractionDigits: points === 0 ? 0 : 1 })}${named ? tr(' 个百分点', ' points') : ''}`;
  }
  const name = unit_name(unscaled(value, unit)[1]);
  return `${sign}${brief(size)}${named && name ? ` ${name}` : ''}`;
}
export function interval(low: Number, high: Number, unit: string): string {
  if (low === null || high === null) return tr('区间无界', 'unbounded');
  return tr(
    `${difference(low, unit, false)} 至 ${difference(high, unit, false)}`,
    `${difference(low, unit, false)} to ${difference(high, unit, false)}`,
  );
}

/** Yuan from fen. */
export const yuan = (fen: number): string =>
  `${number(fen / 100, { maximumFractionDigits: Math.abs(fen) < 10_000 ? 1 : 0 })} ${tr('元', 'yuan')}`;

/** The day that a week begins with; years have 52 weeks. */
export function date_of(week: number, start_year: number): Date {
  const years = Math.floor(week / 52);
  const rest = week - years * 52;
  return new Date(Date.UTC(start_year + years, 0, 1 + Math.round((rest * 365) / 52)));
}
export const month = (date: Date): string =>
  new Intl.DateTimeFormat(locale(), { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(date);
export const moment = (iso: string): string => {
  const date = new Date(iso);
  if (isNaN(date.getTime())) return iso;
  return `${new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(date)} UTC`;
};
