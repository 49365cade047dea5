import type { Act } from '../../core/act.ts';
import { type Block, context } from '../../core/blocks.ts';
import { emoji, type Inline, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import type { Incident } from '../../core/records.ts';
import { untilGreen } from '../../core/snooze.ts';

/** Who has it, and until when it is snoozed; undefined where neither is the case. */
export function stateBlock(incident: Incident, now: number, act?: Act): Block | undefined {
  const parts: Inline[][] = [];
  if (incident.acknowledgedBy && incident.acknowledgedAt !== null) {
    const { acknowledgedBy, acknowledgedAt } = incident;
    parts.push([
      emoji('eyes'),
      ' ',
      mention(acknowledgedBy),
      ' has it since ',
      at(acknowledgedAt, now),
    ]);
  }
  if (incident.snoozedUntil !== null && incident.snoozedUntil > now) {
    parts.push([emoji('zzz'), ' snoozed ', ...snoozeEnd(incident.snoozedUntil, now)]);
  }
  if (act && act.state !== 'refused' && act.state !== 'failed') parts.push(actLine(act, now));
  return parts.length === 0 ? undefined : context(...parts);
}

/** Behind a build in a list that is red still: who has it. */
export function holder(user: string | null): Inline[] {
  return user === null ? [] : [' · ', mention(user), ' has it'];
}

/** Who has it rerun, or ended; what became of it stands in the thread. */
function actLine({ kind, state, who, askedAt }: Act, now: number): Inline[] {
  const [did, to] = kind === 'cancel' ? ['cancelled', 'cancel'] : ['reran', 'rerun'];
  const what = state === 'done' ? ` ${did} it at ` : ` asked to ${to} it at `;
  return [emoji('arrows_counterclockwise'), ' ', mention(who), what, at(askedAt, now)];
}

function snoozeEnd(until: number, now: number): Inline[] {
  return until >= untilGreen ? ['until it is green'] : ['until ', at(until, now)];
}
