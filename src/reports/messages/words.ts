import { formatDuration } from '../../core/duration.ts';
import type { Inline } from '../../core/inline.ts';
import { bold } from '../../core/inline.ts';
import { cut, firstLine } from '../../core/text.ts';
import type { Metric, Period, Unit, WorkflowName } from '../numbers.ts';

/** The words and figures that all reports share. */

/** `94%`; only where all of them did is it 100%, and what is nearly all keeps a decimal. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 99 && value < 100) return `${Math.floor(value * 10) / 10}%`;
  return `${Math.round(value)}%`;
}

/** `1,240`; small numbers that are no whole ones keep a decimal. */
export function figure(value: number): string {
  const most = Math.abs(value) < 10 ? 1 : 0;
  return value.toLocaleString('en', { maximumFractionDigits: most });
}

/** `$3.20`; from a hundred on without cents. */
export function money(usd: number): string {
  if (usd > 0 && usd < 0.01) return 'under $0.01';
  const digits = usd < 100 ? 2 : 0;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `$${usd.toLocaleString('en', options)}`;
}

/** Minutes as people say them: `48 minutes`, `6 h 10 m`. */
export function minutes(many: number): string {
  if (many < 90) return Math.round(many) === 1 ? '1 minute' : `${Math.round(many)} minutes`;
  return formatDuration(Math.round(many) * 60_000);
}

/** `seven days`, `30 days`, `24 hours`: how long a period is. */
export function spanOf({ from, to }: Period): string {
  const days = Math.round((to - from) / 86_400_000);
  if (days <= 1) return '24 hours';
  return days === 7 ? 'seven days' : `${days} days`;
}

/** A value in its unit, for a cell or a sentence. */
export function inUnit(value: number, unit: Unit): string {
  switch (unit) {
    case 'share':
      return percent(value);
    case 'ms':
      return formatDuration(value);
    case 'minutes':
      return minutes(value);
    case 'usd':
      return money(value);
    case 'per_day':
      return `${figure(value)} a day`;
    case 'count':
      return figure(value);
  }
}

/** A dash where there was nothing to measure. */
export const shown = ({ value, unit }: Pick<Metric, 'value' | 'unit'>): string =>
  value === null ? '–' : inUnit(value, unit);

/** A name from outside, as long as a line has room for. */
export const short = (name: string): string => cut(firstLine(name), 60) || '(no name)';

export type Where = Pick<WorkflowName, 'repository' | 'workflow'> & {
  job?: string | null;
  branch?: string | null;
};

/** `acme/web · E2E › checkout on main`, the repository in bold. */
export function place({ repository, workflow, job, branch }: Where): Inline[] {
  return [
    bold(repository),
    ` · ${short(workflow)}`,
    job ? ` › ${short(job)}` : '',
    branch ? ` on ${short(branch)}` : '',
  ];
}

/** The same in plain text, for the label of a button or a choice. */
export const placeName = ({ repository, workflow, job }: Where): string =>
  `${repository} · ${short(workflow)}${job ? ` › ${short(job)}` : ''}`;
