// The claim that a study tests: what worlds say of it, what it says and where it stands.
import { verdict_chip } from './claim_looks';
import { h } from './dom';
import { colon, of, tr } from './language';
import { report } from './study';

export function claim(): HTMLElement | null {
  const told = report.claim;
  if (!told) return null;
  return h(
    'section',
    { id: 'claim', 'aria-labelledby': 'claim-title', class: 'verdict' },
    h('h2', { id: 'claim-title' }, tr(`论断 ${told.id}`, `Claim ${told.id}`)),
    h('p', { class: 'verdict-text' }, verdict_chip(told.verdict, told.said), ' ', of(told.counted)),
    of(told.additions) ? h('p', {}, of(told.additions)) : null,
    h('p', {}, tr('论断', 'The claim') + colon() + of(told.text), ' ', h('small', {}, told.source)),
    h(
      'p',
      { class: 'sureness' },
      tr('最小有意义的差异', 'The smallest difference that matters') + colon() + of(told.reason),
      tr('。', '. '),
      told.by_construction
        ? tr(
            '模型的一条方程本身即如此规定，成立与否都不算证据。',
            'An equation of the model says so itself: that it holds is no support.',
          )
        : '',
    ),
  );
}
