// What the charts export as CSV.
export type Table = (string | number | null)[][];

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // eslint-disable-next-line no-control-regex -- spreadsheet programs skip control characters before a formula
  const safe = /^[=+\-@＝＋－＠\x00-\x1f\x7f]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** CSV that spreadsheets read as UTF-8; a text that looks like a formula is kept a text. */
export const csv_of = (table: Table): string =>
  '\ufeff' + table.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
