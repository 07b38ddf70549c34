// How the verdict on a claim looks.
import { h } from './dom';
import { of, upper } from './language';
import type { Text } from './types';

/** Classes of the style sheet by the key of a verdict. */
const kinds: Record<string, string> = {
  holds: 'good',
  probably_holds: 'good',
  probably_no_effect: 'none',
  no_effect: 'none',
  probably_refuted: 'bad',
  refuted: 'bad',
  not_at_work: 'none',
};

export const verdict_chip = (key: string, said: Text): HTMLElement =>
  h('span', { class: `chip ${kinds[key] ?? 'open'}` }, upper(of(said)));
