import { button, type Element } from '../../core/blocks.ts';
import type { Evidence } from '../numbers.ts';

/** What the button of a number carries: where its evidence is kept, or the evidence itself. */

/** Opens the runs behind a number of a digest that was noted. */
export const runsButton = (key: string, name: string): Element =>
  button({ id: `report.runs:${name}`, text: 'Runs', value: `${key} ${name}` });

/** A repository's evidence where it stands, for answers that are not noted. */
export type Open = { evidence: Evidence; repositories: readonly string[]; title: string };

/** Slack takes 2,000 characters. */
const room = 1_900;

/**
 * Opens what is behind a number of an answer, as much of it as a button can carry; undefined where it
 * is about more repositories than that.
 */
export function openButton(open: Open, { text = 'Runs', nth = '' } = {}): Element | undefined {
  const value = packed(open);
  return value.length > room ? undefined : button({ id: `report.open:${nth}`, text, value });
}

function packed(open: Open): string {
  const text = JSON.stringify(open);
  const { evidence } = open;
  if (text.length <= room || !('ids' in evidence) || evidence.ids.length < 2) return text;
  const fewer = evidence.ids.slice(0, Math.floor(evidence.ids.length / 2));
  return packed({ ...open, evidence: { ...evidence, ids: fewer } });
}
