import { emoji, type Inline, link } from '../../core/inline.ts';
import type { Team } from '../../core/settings.ts';
import { cut, firstLine } from '../../core/text.ts';
import { formatTime, whereItIs } from '../../core/zone.ts';

/** The words that all messages about handoffs share. */

/** A team as people call it; one that baton.yml no longer names, by its id. */
export function teamName(id: string, teams: readonly Pick<Team, 'id' | 'name'>[]): string {
  return teams.find((team) => team.id === id)?.name ?? id;
}

/** `18:00 in Berlin`, `26 Nov 17:00 in Kolkata`: a time where the receiver is, whoever reads it. */
export function whereThey(at: number, zone: string, now: number): string {
  return `${formatTime(at, zone, now)}${whereItIs(zone)}`;
}

/** What is handed over, as long as a line has room for. */
export const inShort = (what: string): string => cut(firstLine(what), 120) || '(no words)';

/** Words of somebody, so that it is seen where they end. */
export const quoted = (text: string): string => `“${cut(text.trim(), 500)}”`;

const signs = {
  offered: 'inbox_tray',
  accepted: 'raised_hands',
  declined: 'no_entry_sign',
  returned: 'leftwards_arrow_with_hook',
  done: 'white_check_mark',
  passed: 'arrow_right',
} as const;

export const sign = (state: keyof typeof signs): Inline => emoji(signs[state]);

/** An address as a link with a short text; what is no address stands as it is. */
export const address = (text: string): Inline =>
  /^https?:\/\/\S+$/i.test(text) ? link(text, cut(text.replace(/^https?:\/\//i, ''), 60)) : text;
