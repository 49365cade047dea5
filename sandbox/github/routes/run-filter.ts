import { iso } from '../ids.ts';
import { latest, type Run } from '../state.ts';

const filters = ['actor', 'branch', 'check_suite_id', 'created', 'event', 'head_sha', 'status'];

/** Whether a list is filtered: GitHub then answers a thousand at most. */
export function isFiltered(query: URLSearchParams): boolean {
  return filters.some((name) => query.has(name));
}

/** The filter that the query of a list of runs asks for. */
export function matching(query: URLSearchParams): (run: Run) => boolean {
  const wanted = (name: string) => query.get(name) ?? undefined;
  const [branch, event, status, actor] = ['branch', 'event', 'status', 'actor'].map(wanted);
  const [sha, suite] = ['head_sha', 'check_suite_id'].map(wanted);
  const created = createdWithin(wanted('created'));
  const pulls = wanted('exclude_pull_requests');
  return (run) =>
    is(branch, run.branch) &&
    is(event, run.event) &&
    is(actor, run.actor.login) &&
    is(sha, run.sha) &&
    is(suite, String(run.suiteId)) &&
    (status === undefined || statusIs(run, status)) &&
    (pulls !== 'only' || run.pull === undefined) &&
    created(run.createdAt);
}

function is(wanted: string | undefined, value: string): boolean {
  return wanted === undefined || wanted === value;
}

/** GitHub takes a status or a conclusion under the same name. */
function statusIs(run: Run, wanted: string): boolean {
  const { status, conclusion } = latest(run);
  return status === wanted || conclusion === wanted;
}

/** GitHub's search for a date: `>=A`, `>A`, `<=A`, `<A`, `A..B` (either may be `*`), or a day. */
export function createdWithin(text: string | undefined): (at: number) => boolean {
  if (text === undefined) return () => true;
  const range = text.split('..');
  if (range.length === 2) {
    const [from = '*', till = '*'] = range;
    return (at) => (from === '*' || at >= first(from)) && (till === '*' || at <= last(till));
  }
  const [, sign = '', date = ''] = /^(>=|<=|>|<)?(.*)$/.exec(text) ?? [];
  if (sign === '>=') return (at) => at >= first(date);
  if (sign === '>') return (at) => at > last(date);
  if (sign === '<=') return (at) => at <= last(date);
  if (sign === '<') return (at) => at < first(date);
  return (at) => at >= first(date) && at <= last(date);
}

function first(date: string): number {
  return Date.parse(date);
}

/** The last moment that a date speaks of: a day's end, or the end of that second. */
function last(date: string): number {
  if (/^\d{4}-\d\d-\d\d$/.test(date)) return Date.parse(`${date}T23:59:59.999Z`);
  const at = Date.parse(date);
  return iso(at).slice(0, 19) === date.slice(0, 19) ? at + 999 : at;
}
