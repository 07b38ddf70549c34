// What every page has: the bar with the languages, the contents, and what follows when language, window or paper change.
import { forget_charts, resize_charts } from './charts';
import { h } from './dom';
import { choose_language, current, tr } from './language';

export interface Content {
  title: () => string;
  brand: () => string;
  opening: () => HTMLElement;
  sections: () => (HTMLElement | null)[];
  footer: () => string;
  paper?: () => HTMLElement; // shown on paper only, by itself
}

function language_switch(): HTMLElement {
  const link = (language: 'zh' | 'en', name: string): HTMLElement =>
    h(
      'a',
      {
        href: `#${language}`,
        lang: language === 'zh' ? 'zh-CN' : 'en',
        'data-language': language,
        'aria-current': current() === language ? 'true' : undefined,
      },
      name,
    );
  return h(
    'nav',
    { class: 'languages', 'aria-label': tr('语言', 'Language') },
    link('zh', '中文'),
    link('en', 'English'),
  );
}

/** Jumps without touching the address, which holds the language. */
const contents = (sections: HTMLElement[]): HTMLElement =>
  h(
    'nav',
    { class: 'contents', 'aria-label': tr('目录', 'Contents') },
    h(
      'ol',
      {},
      sections.map((part) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              click: () => {
                part.scrollIntoView();
                part.tabIndex = -1;
                part.focus({ preventScroll: true });
              },
            },
            part.querySelector('h2')?.textContent ?? '',
          ),
        ),
      ),
    ),
  );

function build(content: Content): void {
  choose_language();
  forget_charts();
  document.documentElement.lang = current() === 'zh' ? 'zh-CN' : 'en';
  document.title = `${content.title()} – ${tr('联动', 'Liandong')}`;
  const parts = content.sections().filter((part) => part !== null);
  document
    .getElementById('page')!
    .replaceChildren(
      ...(content.paper ? [content.paper()] : []),
      h('div', { class: 'bar' }, h('span', { class: 'brand' }, content.brand()), language_switch()),
      h(
        'div',
        { class: 'columns' },
        contents(parts),
        h('main', {}, content.opening(), parts, h('footer', {}, content.footer())),
      ),
    );
}

/** What paper cannot open; those that were closed close again after printing. */
let opened: HTMLDetailsElement[] = [];
function open_folds(): void {
  opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open]):not(.reference)')];
  for (const fold of opened) fold.open = true;
}
function close_folds(): void {
  for (const fold of opened.splice(0)) fold.open = false;
}

/** Shows the page and keeps it up to date. */
export function show(content: Content): void {
  let waiting = 0,
    width = window.innerWidth;
  window.addEventListener('hashchange', () => {
    if (/^#(zh|en)$/.test(location.hash)) {
      const top = scrollY;
      build(content);
      scrollTo(0, top);
    }
  });
  window.addEventListener('resize', () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    clearTimeout(waiting);
    waiting = window.setTimeout(resize_charts, 150);
  });
  window.addEventListener('beforeprint', () => {
    document.body.classList.add('printing');
    open_folds();
    resize_charts();
  });
  window.addEventListener('afterprint', () => {
    document.body.classList.remove('printing');
    close_folds();
    resize_charts();
  });
  build(content);
}
