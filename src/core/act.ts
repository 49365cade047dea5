import type { UserError } from './errors.ts';
import type { Allow, Guarded } from './roles.ts';
import type { Role } from './settings.ts';

/**
 * `asked` until it is known what became of it; `done` at GitHub; `refused` by GitHub, or no longer
 * possible; `failed`: given up, and nothing was started; `unknown`: GitHub's answer was lost, and it
 * may or may not have begun.
 */
export type ActState = 'asked' | 'done' | 'refused' | 'failed' | 'unknown';

/** Something that a person has Baton do at GitHub. */
export type Act = {
  id: number;
  /** Acts of one key are one act. */
  key: string;
  /** Stands in the audit and the log. */
  requestId: string;
  /** Who does it: the name of a doer. */
  kind: string;
  repository: string;
  /** What it is done to, as people say it: `CI #812`. */
  target: string;
  /** What the doer needs to know. */
  detail: Readonly<Record<string, unknown>>;
  /** The Slack id of the person. */
  who: string;
  /** How and where: `button in C0BUILDS`. */
  from: string;
  /** The GitHub login that it is done as; null: as Baton's own app or token. */
  as: string | null;
  askedAt: number;
  state: ActState;
  /** When GitHub was asked last, so that it may have happened since: committed before. */
  begunAt: number | null;
  endedAt: number | null;
  /** How often GitHub was asked. */
  tries: number;
  /** What kept it from being done, for the person to read. */
  said: string | null;
  /** The run that it is about, or that it started, and the attempt that it began. */
  runId: number | null;
  attempt: number | null;
  /** The batch that it was asked for in; null where it was asked for by itself. */
  batch: number | null;
};

/** Acts of one kind that somebody asked for at once: one message tells what becomes of them all. */
export type Batch = {
  id: number;
  /** Who does them: the name of a doer. */
  kind: string;
  /** The Slack id of the person. */
  who: string;
  askedAt: number;
  leftOut: readonly LeftOut[];
};

/** What was wanted too and not asked for, and why. */
export type LeftOut = { repository: string; target: string; why: LeftOutWhy };

export type LeftOutWhy =
  /** The person lacks that role there. */
  | { kind: 'role'; role: Role }
  /** The same was asked for before. */
  | { kind: 'asked' }
  /** More than is done at once. */
  | { kind: 'many' };

/** What a person wants done. */
export type Order = Pick<Act, 'kind' | 'key' | 'repository' | 'target' | 'detail'> & {
  /** The command whose role it needs. */
  command: Guarded;
  /** Another role than the command's own: that of an environment. */
  role?: Allow;
  /** Another message than the act's own tells what becomes of it. */
  toldElsewhere?: true;
  runId?: number;
};

/** Who wants it, and where they are told what becomes of it. */
export type Orderer = {
  user: string;
  from: string;
  channel: string;
  /** The `ts` of the thread in which they are told. */
  threadTs: string | null;
};

/** `fresh` is false where the same was asked before: then the act is the earlier one. */
export type Ordered = { act: Act; fresh: boolean };

/** What became of an order of many. */
export type OrderedBatch = {
  /** Null where all of it had been asked for before: then the acts are the earlier ones. */
  batch: Batch | null;
  acts: readonly Act[];
  /** Names the role that part of it needs, and who has it; null where they may do all of it. */
  refusal: UserError | null;
};

/** Nothing more will become of it, but for the run that it began. */
export const isEnded = ({ state }: Pick<Act, 'state'>): boolean =>
  state === 'done' || state === 'refused' || state === 'failed';
