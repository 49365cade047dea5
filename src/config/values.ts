import { DateTime } from 'luxon';
import { z } from 'zod';
import { parseDuration } from '../core/duration.ts';
import { globProblem } from '../core/glob.ts';
import { parseRecurring } from '../core/recurring.ts';
import { closest } from '../core/suggest.ts';
import { isZone } from '../core/zone.ts';
import { parseFreeze } from './freezes.ts';
import { parseHandover, parseWorkingHours } from './hours.ts';

/**
 * The kinds of value that stand in baton.yml. Each says in one sentence what is allowed; that
 * sentence is the error and the description in the JSON Schema.
 */

const hour = 3_600_000;
const day = 24 * hour;

/** A text that `read` turns into what it means, undefined where it means nothing. */
function text<T>(allowed: string, read: (text: string) => T | undefined) {
  return z.string({ error: `must be ${allowed}` }).transform((given, context): T => {
    const value = read(given);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: `must be ${allowed}` });
    return z.NEVER;
  });
}

/** A text that is kept as it is where `fits` says so. */
const checked = (allowed: string, fits: (text: string) => boolean) =>
  text(allowed, (given) => (fits(given) ? given : undefined));

/** A text of one form; editors know the pattern too, so it may have no flags. */
function matching(allowed: string, pattern: RegExp) {
  const error = `must be ${allowed}`;
  return z.string({ error }).regex(pattern, { error });
}

export const words = (max: number) =>
  checked(
    `a text of 1 to ${max} characters`,
    (given) => given.trim() !== '' && given.length <= max,
  );

export const duration = text('a time span such as 30m, 2h or 1d, at most a year', parseDuration);

/** Of a day or more, whole days; of less, so that the same hours come every day. */
export const shiftLength = text(
  'whole days such as 1d or 1w, or a part of a day: 12h, 8h, 6h …',
  (given) => {
    const ms = parseDuration(given);
    const fits = ms !== undefined && ms >= hour && (ms % day === 0 || day % ms === 0);
    return fits ? ms : undefined;
  },
);

export const calendarAddress = checked('an address that begins with https://', (given) =>
  /^https:\/\/[^\s/@]+\//.test(given),
);

export const zone = z
  .string({ error: 'must be a time zone such as Europe/Berlin' })
  .check((context) => {
    if (isZone(context.value)) return;
    const near = closest(context.value, Intl.supportedValuesOf('timeZone'));
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    const message = `must be a time zone such as Europe/Berlin${hint}`;
    context.issues.push({ code: 'custom', message, input: context.value });
  });

/** A name may come without its `#`, which begins a comment in YAML unless it is quoted. */
export const channel = text("a channel, as a name in quotes ('#builds') or an id", (given) => {
  if (/^[CG][A-Z0-9]{6,}$/.test(given)) return given;
  const name = given.replace(/^#/, '');
  return /^[^\s#@.,:;<>"'`\p{Lu}]{1,80}$/u.test(name) ? `#${name}` : undefined;
});

export const slackUser = matching(
  'a Slack user id such as U0OMAR (profile › ⋮ › Copy member ID)',
  /^[UW][A-Z0-9]{4,}$/,
);
export const slackGroup = matching(
  'the id of a Slack user group, such as S0123456',
  /^S[A-Z0-9]{4,}$/,
);
export const githubLogin = matching(
  'a GitHub login, without @',
  /^[A-Za-z\d][\w-]{0,99}(\[bot\])?$/,
);
export const email = z.email({ error: 'must be an e-mail address' });

/** The name by which baton.yml calls a person or a team. */
export const id = matching('a name of letters, digits, - and _', /^[A-Za-z\d][\w.-]{0,49}$/);

const usable = (glob: string): boolean => globProblem(glob.replace(/^!/, '')) === undefined;

export const glob = checked("a glob such as main or 'release/*'; ! in front excludes", usable);
const onRepositories = (given: string): boolean =>
  usable(given) && /^([^\s!/][^\s/]*\/[^\s/]+|\*\*)$/.test(given);

export const repositoryGlob = checked(
  'a glob on owner/repo, such as acme/* or acme/api',
  onRepositories,
);
export const repositoryChoice = checked(
  'a glob on owner/repo, such as acme/* or acme/api; ! in front excludes',
  (given) => onRepositories(given.replace(/^!/, '')),
);
export const repository = matching('a repository, as owner/repo', /^[\w.-]+\/[\w.-]+$/);

export const recurring = text(
  "when it is due, as weekdays 9:00, mondays 8:30, or a cron expression such as '0 9 * * 1-5'",
  parseRecurring,
);
export const workingHours = text(
  'days and times such as mon-fri 09:00-17:30, several with commas between',
  parseWorkingHours,
);
export const handover = text('a weekday and a time such as mon 09:00, or a time', parseHandover);
export const date = checked(
  'a date such as 2026-12-25',
  (given) => /^\d{4}-\d\d-\d\d$/.test(given) && DateTime.fromISO(given).isValid,
);
export const freezeWindow = text(
  'a span such as fri 16:00-mon 08:00 (each week) or 2026-12-20..2027-01-02',
  parseFreeze,
);
export const percent = text('a share such as 95%', (given) => {
  const value = /^\d{1,3}(\.\d+)?%$/.test(given) ? Number(given.slice(0, -1)) / 100 : 2;
  return value <= 1 ? value : undefined;
});
export const flag = z.boolean({ error: 'must be true or false' });

const amount = 'must be an amount of US dollars such as 0.006';
export const dollars = z
  .number({ error: amount })
  .min(0, { error: amount })
  .max(1000, { error: amount });

export function wholeNumber(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}
