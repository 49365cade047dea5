import type { Page } from '../core/oncall.ts';
import type { Severity, Team } from '../core/settings.ts';
import { spansSince } from '../core/working-hours.ts';

/** Until when a page waits; null where it does not. Whoever calls by hand does not wait for the morning. */
export const waitsUntil = (
  { incident, severity }: Pick<Page, 'incident' | 'severity'>,
  team: Pick<Team, 'paging' | 'timezone'>,
  now: number,
): number | null => (incident === null ? null : quietUntil(team, severity, now));

/** Until when pages of a severity wait; null where they do not wait now. Spans that touch are one. */
export function quietUntil(
  team: Pick<Team, 'paging' | 'timezone'>,
  severity: Severity,
  now: number,
): number | null {
  const hours = team.paging.quietHours[severity];
  if (hours.length === 0) return null;
  let end: number | null = null;
  for (const { from, to } of spansSince(now, {
    workingHours: hours,
    timezone: team.timezone,
    holidays: [],
  })) {
    if (from > (end ?? now)) break;
    if (to <= now) continue;
    // Quiet all week long is quiet, not an endless search.
    if (to - now > 8 * 86_400_000) return to;
    end = to;
  }
  return end;
}
