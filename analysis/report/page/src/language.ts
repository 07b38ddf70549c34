// The language of the page, and numbers and dates in it.
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

/** "1 year", "3 years", in English; `many` where the plural is not the word and an s. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** Three significant digits, without exponents. */
export const brief = (value: Number): string =>
  number(value, { maximumSignificantDigits: value !== null && Math.abs(value) >= 1000 ? 4 : 3 });

export const yuan = (value: number): string =>
  `${number(value, { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0 })} ${tr('元', 'yuan')}`;

/** "438 万元", "4.38 million yuan": large amounts to three digits. */
export function yuan_in_all(value: number): string {
  const in_three = (part: number): string => number(part, { maximumSignificantDigits: 3 });
  if (language === 'zh')
    return Math.abs(value) >= 1e8 ? `${in_three(value / 1e8)} 亿元` : `${in_three(value / 1e4)} 万元`;
  return Math.abs(value) >= 1e6
    ? `${in_three(value / 1e6)} million yuan`
    : `${number(Math.round(value / 1e3) * 1e3)} yuan`;
}

export const percent = (share: Number): string => number(share, { style: 'percent', maximumFractionDigits: 0 });

/** The day that a week begins with; years have 52 weeks. */
export function date_of(week: number, start_year: number): Date {
  const years = Math.floor(week / 52);
  const rest = week - years * 52;
  return new Date(Date.UTC(start_year + years, 0, 1 + Math.round((rest * 365) / 52)));
}

/** With a small letter within an English sentence; abbreviations stay. */
export const lower = (name: string): string =>
  /^[A-Z][a-z]/.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name;
/** With a capital, in English. */
export const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

export const month = (date: Date): string =>
  new Intl.DateTimeFormat(locale(), { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(date);
export const moment = (iso: string): string => {
  const date = new Date(iso);
  if (isNaN(date.getTime())) return iso;
  return `${new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(date)} UTC`;
};
