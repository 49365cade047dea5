import type { ActWords } from '../../../acts/messages/act.ts';
import type { World } from '../../../builds/world.ts';
import type { Act } from '../../../core/act.ts';
import type { RunFact } from '../../../core/facts.ts';
import type { GitHubApi } from '../../../github/api.ts';

/** The run that an act began, as far as GitHub says. */
export type Began = {
  runId?: number | null;
  attempt?: number | null;
  runs?: readonly RunFact[];
  /** GitHub took it and did not say which run it is: the act's detail from now on. */
  pending?: Act['detail'];
};

/** What GitHub shows of an act. */
export type Seen =
  | ({ kind: 'done' } & Began)
  /** `already`: said where it is so before Baton did anything. */
  | { kind: 'past'; already: string }
  | { kind: 'missing' }
  /** GitHub took it and does not show it yet. */
  | { kind: 'pending' }
  | { kind: 'unclear'; said: string };

/**
 * Does one kind of act. `do` asks GitHub once; `look` tells afterwards, from what GitHub shows,
 * whether it happened, so that a lost answer or a crash starts nothing twice. Both throw a
 * GitHubRefusal or a GitHubUnavailable.
 */
export type Doer = {
  words: ActWords;
  /** Whether the first try looks too: what somebody else has done meanwhile is not done again. */
  looksFirst: boolean;
  look(act: Act, github: GitHubApi): Promise<Seen>;
  do(act: Act, github: GitHubApi): Promise<Began>;
  /** Written in the transaction in which the act's end, or the loss of its answer, is written. */
  after?(act: Act, world: World): Promise<void>;
};
