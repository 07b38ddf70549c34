// How verdicts and arms look: a verdict has a sign and a shape besides its colour.
import { arm_colours, bad, even, good, ink, open_colour } from './charts';
import { path_title, report, title } from './study';
import type { Verdict } from './types';

export const mark: Record<Verdict, string> = {
  better: '✓',
  worse: '✗',
  no_difference: '≈',
  inconclusive: '?',
  different: '≠',
};
/** Classes of the style sheet. */
export const kind: Record<Verdict, string> = {
  better: 'good',
  worse: 'bad',
  no_difference: 'none',
  inconclusive: 'open',
  different: 'different',
};
export const verdict_colour: Record<Verdict, string> = {
  better: good,
  worse: bad,
  no_difference: even,
  inconclusive: open_colour,
  different: ink,
};
export const verdict_symbol: Record<Verdict, string> = {
  better: 'circle',
  worse: 'rect',
  no_difference: 'diamond',
  inconclusive: 'emptyCircle',
  different: 'triangle',
};

/** An arm at equal cost has the colour of the arm whose course it follows. */
export function colour_of(k: number): string {
  const arm = report.arms[k]!;
  const same = arm.equal_cost_to
    ? report.arms.findIndex((other) => !other.equal_cost_to && path_title(arm) === title(other))
    : -1;
  return arm_colours[(same >= 0 ? same : k) % arm_colours.length]!;
}
