/** Times as a chat client says them, in the visitor's own zone and language. */

const time = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const short = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const shortYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const long = new Intl.DateTimeFormat(undefined, { weekday: 'long', month: 'long', day: 'numeric' });
const dayMs = 86_400_000;

/** Slack's `ts` (`seconds.microseconds`) in ms since the epoch. */
export function tsToMs(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}

/** `9:41 AM`, or `09:41` where people count to 24. */
export function clockTime(ms: number): string {
  return time.format(ms);
}

/** The whole moment, for a tooltip. */
export function fullTime(ms: number): string {
  return `${shortYear.format(ms)}, ${seconds.format(ms)}`;
}

/** `Today`, `Yesterday`, `Monday, November 23`. */
export function dayName(ms: number, now: number): string {
  return near(ms, now) ?? long.format(ms);
}

/** `just now`, `4 min ago`, `3 h ago`, then the date. */
export function ago(ms: number, now: number): string {
  const minutes = Math.floor((now - ms) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return short.format(ms);
}

/** Whether two moments fall on one day of the visitor's calendar. */
export function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** Slack's `<!date^…>` format string, filled in. */
export function slackDate(format: string, ms: number, now: number): string {
  return format.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (name === 'time') return time.format(ms);
    if (name === 'time_secs') return seconds.format(ms);
    if (name === 'date_num') return new Date(ms).toISOString().slice(0, 10);
    if (name === 'ago') return ago(ms, now);
    if (name.endsWith('_pretty')) return near(ms, now)?.toLowerCase() ?? dated(name, ms);
    return name.startsWith('date') ? dated(name, ms) : whole;
  });
}

function dated(name: string, ms: number): string {
  if (name.startsWith('date_long')) return `${long.format(ms)}, ${new Date(ms).getFullYear()}`;
  return shortYear.format(ms);
}

function near(ms: number, now: number): string | undefined {
  if (sameDay(ms, now)) return 'Today';
  if (sameDay(ms, now - dayMs)) return 'Yesterday';
  return sameDay(ms, now + dayMs) ? 'Tomorrow' : undefined;
}
