// Builds the page from the document, in the chosen language.
import { forget_charts, resize_charts } from './charts';
import { h } from './dom';
import { choose_language, current, of, tr } from './language';
import { cards, question, verdict } from './section_opening';
import { differences } from './section_differences';
import { forest } from './section_forest';
import { graph } from './section_graph';
import { ledger } from './section_ledger';
import { cannot_say } from './section_limits';
import { paths } from './section_paths';
import { reproduce } from './section_reproduce';
import { winners } from './section_groups';
import { report } from './study';

const page = document.getElementById('page')!;

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

function build(): void {
  choose_language();
  forget_charts();
  document.documentElement.lang = current() === 'zh' ? 'zh-CN' : 'en';
  document.title = `${of(report.study.title) || report.study.name} – ${tr('联动', 'Liandong')}`;
  const parts = [
    verdict(),
    cards(),
    differences(),
    paths(),
    forest(),
    winners(),
    graph(),
    ledger(),
    cannot_say(),
    reproduce(),
  ].filter((part) => part !== null);
  page.replaceChildren(
    h(
      'div',
      { class: 'bar' },
      h('span', { class: 'brand' }, tr('联动 · 社区治理模拟', 'Liandong · community governance in silico')),
      language_switch(),
    ),
    h(
      'div',
      { class: 'columns' },
      contents(parts),
      h(
        'main',
        {},
        question(),
        parts,
        h(
          'footer',
          {},
          tr('本页由数据文件生成，不访问网络。', 'This page is made from the data file and makes no network request.'),
        ),
      ),
    ),
  );
}

let waiting = 0,
  width = window.innerWidth;
window.addEventListener('hashchange', () => {
  if (/^#(zh|en)$/.test(location.hash)) {
    const top = scrollY;
    build();
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
  document.querySelectorAll<HTMLDetailsElement>('.more').forEach((fold) => {
    fold.open = true;
  });
  resize_charts();
});
window.addEventListener('afterprint', () => {
  document.body.classList.remove('printing');
  resize_charts();
});
build();
