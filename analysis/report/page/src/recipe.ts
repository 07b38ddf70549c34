// Commands to type.
import { h } from './dom';
import { tr } from './language';

/** A word of a shell's command line, whatever is in it. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** Commands with a button that copies them. */
export function recipe_box(recipe: string): HTMLElement {
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
