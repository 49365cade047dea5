import { DateTime } from 'luxon';
import type { FreezeWindow, WeekMoment } from '../core/settings.ts';
import { parseHandover } from './hours.ts';

/**
 * Reads `fri 16:00-mon 08:00` (each week) or `2026-12-20..2027-01-02` (once; the last day is part of
 * it), also with times: `2026-12-20 18:00..2027-01-02 08:00`.
 */
export function parseFreeze(text: string): FreezeWindow | undefined {
  return weekly(text) ?? dated(text);
}

function weekly(text: string): FreezeWindow | undefined {
  const [, start = '', end = ''] =
    /^\s*([a-z]+ +\d+:\d+) *- *([a-z]+ +\d+:\d+)\s*$/i.exec(text) ?? [];
  const [from, to] = [momentOf(start), momentOf(end)];
  if (!from || !to || (from.weekday === to.weekday && from.minute === to.minute)) return undefined;
  return { kind: 'weekly', from, to };
}

function momentOf(text: string): WeekMoment | undefined {
  const { weekday, minute } = parseHandover(text) ?? { weekday: null, minute: 0 };
  return weekday === null ? undefined : { weekday, minute };
}

function dated(text: string): FreezeWindow | undefined {
  const [, start = '', end = ''] = /^\s*([\d :-]+?) *\.\. *([\d :-]+?)\s*$/.exec(text) ?? [];
  const [from, to] = [localTime(start), localTime(end)];
  if (!from || !to) return undefined;
  const last = end.includes(':') ? to : to.plus({ days: 1 });
  if (last <= from) return undefined;
  return { kind: 'dated', from: iso(from), to: iso(last) };
}

function localTime(text: string): DateTime | undefined {
  if (!/^\d{4}-\d\d-\d\d( \d\d:\d\d)?$/.test(text)) return undefined;
  const time = DateTime.fromISO(text.replace(' ', 'T'), { zone: 'utc' });
  return time.isValid ? time : undefined;
}

const iso = (time: DateTime): string => time.toFormat("yyyy-MM-dd'T'HH:mm");
