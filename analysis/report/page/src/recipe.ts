// Commands to type.
import { h, section } from './dom';
import { tr } from './language';

/** A word of a shell's command line, whatever is in it. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** Commands with a button that copies them. */
function recipe_box(recipe: string): HTMLElement {
  const code = h('pre', { tabindex: 0 }, recipe);
  const said = h('span', { class: 'copied', role: 'status' });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(recipe);
      said.textContent = tr('已复制', 'Copied');
    } catch {
      getSelection()?.selectAllChildren(code);
      said.textContent = tr('已选中，请按 Ctrl+C', 'Selected; press Ctrl+C');
    }
  };
  const button = h('button', { type: 'button', id: 'copy', click: () => void copy() }, tr('复制', 'Copy'));
  return h('div', { class: 'recipe' }, code, button, said);
}

/** The section on how to get the same figures again: the commands, the named facts that are known, and the hashes. */
export const reproduction = (recipe: string, facts: [string, string][], hashes: HTMLElement): HTMLElement =>
  section(
    'reproduce',
    tr('如何复现', 'How to reproduce'),
    tr(
      '同一版本、同一种子在任何机器、任何线程数下都应得到完全相同的状态哈希。',
      'The same version and seed give the same state hashes on any machine and with any number of threads.',
    ),
    recipe_box(recipe),
    h(
      'dl',
      { class: 'facts-list' },
      facts.filter(([, value]) => value).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    ),
    hashes,
  );
