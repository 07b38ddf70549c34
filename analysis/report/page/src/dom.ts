// Elements from code: h('p', { class: 'note' }, 'text', child).
type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | ((event: Event) => void) | undefined>;

export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children.flat()) if (child) element.append(child);
  return element;
}

interface Option<Value> {
  value: Value;
  name: string;
  group?: string;
}

let groups = 0;
/** A choice of one among a few, as a row of buttons; works with the keyboard as radio buttons do. */
function buttons<Value>(
  label: string,
  options: Option<Value>[],
  chosen: Value,
  pick: (value: Value) => void,
): HTMLElement {
  const group = `choice-${++groups}`;
  return h(
    'fieldset',
    { class: 'choice' },
    h('legend', {}, label),
    options.map(({ value, name }) =>
      h(
        'label',
        {},
        h('input', { type: 'radio', name: group, checked: value === chosen, change: () => pick(value) }),
        h('span', {}, name),
      ),
    ),
  );
}

/** A drop-down list, with headings for groups of options. */
export function menu<Value>(
  label: string,
  options: Option<Value>[],
  chosen: Value,
  pick: (value: Value) => void,
): HTMLElement {
  const select = h('select', { change: () => pick(options[Number(select.value)]!.value) });
  const folders = new Map<string, HTMLElement>();
  options.forEach(({ group, value, name }, i) => {
    const option = h('option', { value: i, selected: value === chosen }, name);
    if (!group) {
      select.append(option);
      return;
    }
    if (!folders.has(group)) {
      const folder = h('optgroup', { label: group });
      folders.set(group, folder);
      select.append(folder);
    }
    folders.get(group)!.append(option);
  });
  return h('label', { class: 'menu' }, h('span', {}, label), select);
}

/** A choice of one: buttons for a few, a list for many. */
export const choice = <Value>(
  label: string,
  options: Option<Value>[],
  chosen: Value,
  pick: (value: Value) => void,
): HTMLElement => (options.length <= 5 ? buttons : menu)(label, options, chosen, pick);

export const controls = (...children: (Node | null | false)[]): HTMLElement =>
  h('div', { class: 'controls' }, ...children);

export const section = (id: string, title: string, lead: string, ...children: (Node | null | false)[]): HTMLElement =>
  h(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, title),
    lead ? h('p', { class: 'lead' }, lead) : null,
    children,
  );

/** A row of a table: its heading, and cells that are figures unless they are given as elements. */
export const row = (heading: Child[], cells: (HTMLTableCellElement | string)[], title?: string): HTMLElement =>
  h(
    'tr',
    {},
    h('th', { scope: 'row', title }, ...heading),
    cells.map((cell) => (typeof cell === 'string' ? h('td', { class: 'figure' }, cell) : cell)),
  );

/** What a heading says first, as a label for cells that stand alone. */
const head_text = (head: Node | string): string =>
  typeof head === 'string' ? head : (head.firstChild?.textContent ?? '');

/** Cells told apart by their headings' words, for a phone, where a row becomes a list. */
function label_cells(heads: (Node | string)[], rows: Node[]): void {
  for (const one of rows)
    if (one instanceof HTMLTableRowElement)
      Array.from(one.cells).forEach((cell, i) => {
        if (cell.tagName === 'TD') cell.dataset.head = head_text(heads[i] ?? '');
      });
}

/**
 * A table of which a phone shows each row as a list of its cells, as columns beyond the edge of a screen are not found.
 */
export function stacked_table(
  heads: (Node | string)[],
  rows: Node[],
  caption = '',
  attributes: Attributes = {},
): HTMLElement {
  label_cells(heads, rows);
  return table(heads, rows, caption, { ...attributes, class: `stacked ${String(attributes.class ?? '')}`.trim() });
}

/** A table that scrolls sideways where it is too wide. An empty heading is no heading. */
export const table = (heads: (Node | string)[], rows: Node[], caption = '', attributes: Attributes = {}): HTMLElement =>
  h(
    'div',
    { class: 'scroll' },
    h(
      'table',
      attributes,
      caption ? h('caption', {}, caption) : null,
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          heads.map((head) =>
            head === '' ? h('td', {}) : head instanceof HTMLTableCellElement ? head : h('th', { scope: 'col' }, head),
          ),
        ),
      ),
      h('tbody', {}, rows),
    ),
  );

export const fold = (summary: string, ...children: Child[]): HTMLElement =>
  h('details', { class: 'fold' }, h('summary', {}, summary), ...children);

/** A fold of what is looked up, not read: it stays closed on paper. */
export function reference_fold(summary: string, ...children: Child[]): HTMLElement {
  const element = fold(summary, ...children);
  element.classList.add('reference');
  return element;
}
