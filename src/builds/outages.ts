import type { Category, Finding } from '../core/cause.ts';

/** Failures so close together in one channel may have one reason. */
export const outageWindowMs = 10 * 60_000;

/** Categories that are about the surroundings of a build, not about what is built. */
const surroundings: ReadonlySet<Category> = new Set(['network', 'runner', 'disk']);

/** Categories in which a runner of one's own may be to blame. */
const blamesRunner: ReadonlySet<Category> = new Set([
  'runner',
  'disk',
  'memory',
  'timeout',
  'permission',
  'unknown',
]);

/** Labels that GitHub's own runners, or all runners of a kind, have. */
const commonLabel = /^(self-hosted|linux|windows|macos|x64|arm64|ubuntu-.*|windows-.*|macos-.*)$/i;

/** Whether two failures have one reason, and which; undefined where nothing says so. */
export function sameReason(a: Finding, b: Finding): string | undefined {
  const [one, other] = [a.cause, b.cause];
  if (one.category === 'derived' || other.category === 'derived') return undefined;
  const told = one.category !== 'unknown' && one.readable && other.readable;
  if (told && one.fingerprint === other.fingerprint) return 'the same failure';
  if (one.category === other.category && surroundings.has(one.category)) return one.category;
  const label = a.labels.find((name) => !commonLabel.test(name) && b.labels.includes(name));
  const runner = blamesRunner.has(one.category) && blamesRunner.has(other.category);
  return label !== undefined && runner ? `the runner ${label}` : undefined;
}

export type Placing =
  | { kind: 'alone' }
  | { kind: 'join'; parent: number; reason: string }
  | { kind: 'wait'; reason: string };

/** How long a failure beside others waits for its cause before it is told by itself. */
export const patienceMs = 30_000;

/**
 * Whether an incident that a channel should hear of gets a message of its own. The first one always
 * does, at once; one that comes soon after others waits for its cause, which may be theirs.
 */
export function placeIncident(situation: {
  finding: Finding | undefined;
  /** Unresolved incidents that this channel was told of lately, oldest first, with what was found of them. */
  others: readonly { id: number; finding: Finding | undefined }[];
  ageMs: number;
}): Placing {
  const { finding, others, ageMs } = situation;
  if (others.length === 0) return { kind: 'alone' };
  const waiting = ageMs < patienceMs;
  if (!finding) {
    return waiting
      ? { kind: 'wait', reason: 'beside others, its cause is being read' }
      : { kind: 'alone' };
  }
  for (const other of others) {
    const reason = other.finding && sameReason(finding, other.finding);
    if (reason) return { kind: 'join', parent: other.id, reason };
  }
  const unread = others.some((other) => !other.finding);
  return unread && waiting
    ? { kind: 'wait', reason: 'the cause of another is being read' }
    : { kind: 'alone' };
}
