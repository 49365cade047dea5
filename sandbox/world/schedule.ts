import type { Random } from '../github/random.ts';
import { pick } from '../github/random.ts';
import { repositories } from './cast.ts';
import { type Change, changes } from './changes.ts';

export type RepoPlan = (typeof repositories)[number];

/** One thing that happens at one time. */
export type Beat = { at: number; plan: RepoPlan } & (
  | { kind: 'night' }
  /** To main; with a number, the merge of that pull request. `next` is when main moves again. */
  | { kind: 'push'; change: Change; number?: number | undefined; next?: number | undefined }
  /** A pull request is opened, and its first run passes or not. */
  | { kind: 'open'; change: Change; number: number; passes: boolean }
  /** Its author pushes once more. */
  | { kind: 'mend'; change: Change; number: number }
);

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What happens in the days before `now`, in order of time. */
export function scheduleOf({
  now,
  days,
  random,
}: {
  now: number;
  days: number;
  random: Random;
}): Beat[] {
  const first = Math.floor(now / day) * day - days * day;
  const starts = Array.from({ length: days + 1 }, (_, index) => first + index * day);
  const beats = repositories.flatMap((plan) => {
    let number = 0;
    const pushes = starts.flatMap((start) => pushTimes(plan, start, random));
    return pushes
      .filter((at) => at < now - 20 * minute)
      .flatMap((at, index, all): Beat[] => {
        const change = pick(changes[plan.name] ?? [unknown], random);
        const push = { at, plan, kind: 'push', change, next: all[index + 1] } as const;
        if (random() < 0.5) return [push];
        number += 1;
        return [...beforeMerge({ at, plan, change, number }, random), { ...push, number }];
      });
  });
  return [...beats, ...nights(first, now)].sort((a, b) => a.at - b.at);
}

const unknown: Change = { message: 'Change something', author: 'dana-gh', files: [] };

/** Most pushes fall on working days between eight and six in Berlin, around eleven and three. */
function pushTimes({ pace }: RepoPlan, start: number, random: Random): number[] {
  const weekday = new Date(start).getUTCDay();
  const usual = weekday === 0 || weekday === 6 ? pace * 0.08 : pace;
  const count = Math.floor(usual * (0.7 + random() * 0.6) + random());
  return Array.from({ length: count }, () => {
    const hump = random() < 0.5 ? 9 : 13;
    return Math.floor(start + (hump + (random() + random() - 1) * 2.5) * hour);
  }).sort((a, b) => a - b);
}

type Coming = { at: number; plan: RepoPlan; change: Change; number: number };

function beforeMerge(coming: Coming, random: Random): Beat[] {
  const openedAt = Math.floor(coming.at - (1 + random() * 20) * hour);
  const passes = random() > 0.1;
  const open = { ...coming, at: openedAt, kind: 'open', passes } as const;
  return passes ? [open] : [open, { ...coming, at: openedAt + 25 * minute, kind: 'mend' }];
}

function nights(first: number, now: number): Beat[] {
  const plan = repositories.find((one) => one.name === 'acme/infra');
  if (plan === undefined) return [];
  return nightsBetween(first, now - 20 * minute).map((at) => ({ at, plan, kind: 'night' }));
}

/** When backups begin: from the one moment on, and before the other. */
export function nightsBetween(from: number, until: number): number[] {
  const first = Math.floor(from / day) * day + 90 * minute;
  const many = Math.max(0, Math.ceil((until - first) / day));
  return Array.from({ length: many }, (_, index) => first + index * day).filter((at) => at >= from);
}
