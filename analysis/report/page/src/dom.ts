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

/** A choice of one among a few, as a row of buttons; works with the keyboard as radio buttons do. */
let groups = 0;
export function choice<Value>(
  label: string,
  options: { value: Value; name: string }[],
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
export function menu<Value extends string>(
  label: string,
  options: { group?: string; value: Value; name: string }[],
  chosen: Value,
  pick: (value: Value) => void,
): HTMLElement {
  const select = h('select', { change: () => pick(select.value as Value) });
  const folders = new Map<string, HTMLElement>();
  for (const { group, value, name } of options) {
    const option = h('option', { value, selected: value === chosen }, name);
    if (!group) {
      select.append(option);
      continue;
    }
    if (!folders.has(group)) {
      const folder = h('optgroup', { label: group });
      folders.set(group, folder);
      select.append(folder);
    }
    folders.get(group)!.append(option);
  }
  return h('label', { class: 'menu' }, h('span', {}, label), select);
}

export const section = (id: string, title: string, lead: string, ...children: (Node | null | false)[]): HTMLElement =>
  h(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, title),
    lead ? h('p', { class: 'lead' }, lead) : null,
    children,
  );
