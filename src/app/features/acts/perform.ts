import { decideAct, isLate, mayBegin, type Told } from '../../../acts/decide.ts';
import { showAct } from '../../../acts/follow.ts';
import { brokeOff, limitedUntil, linkRefused, notShown } from '../../../acts/messages/troubles.ts';
import type { World } from '../../../builds/world.ts';
import { type Act, isEnded } from '../../../core/act.ts';
import { messageOf, UserError } from '../../../core/errors.ts';
import type { RunFact } from '../../../core/facts.ts';
import type { Log } from '../../../core/log.ts';
import type { GitHubApi } from '../../../github/api.ts';
import { GitHubRefusal, GitHubUnavailable } from '../../../github/errors.ts';
import type { Store, Tables } from '../../../store/types/index.ts';
import type { Handler } from '../../loops/due.ts';
import { react } from '../../reactions.ts';
import { paceMs } from './batch.ts';
import type { Began, Doer, Seen } from './doer.ts';

type Result = { told: Told; runs: readonly RunFact[]; detail?: Act['detail'] };

/** Whoever holds the work by now does it, and says what became of it. */
class BegunElsewhere extends Error {
  override message = 'somebody else has begun it meanwhile';
}

/**
 * Does an act at GitHub, and writes what became of it with its audit entry. Before anything is tried
 * again it is looked whether it has happened.
 */
export function createPerform(options: {
  store: Store;
  now: () => number;
  log: Log;
  worldOf: (tx: Tables) => World;
  doers: () => Readonly<Record<string, Doer>>;
  /** GitHub as whom the act is done. */
  handsFor: (act: Act) => Promise<GitHubApi>;
}): Handler {
  const { store, log, worldOf } = options;

  function doerOf({ kind }: Act): Doer {
    const doer = options.doers()[kind];
    if (!doer) throw new Error(`nobody does acts of the kind ${kind}`);
    return doer;
  }

  async function attempt(act: Act): Promise<Result> {
    const doer = doerOf(act);
    const github = await options.handsFor(act);
    if (act.begunAt !== null || doer.looksFirst) {
      const seen = await look(act, doer, github);
      if (seen.kind === 'done') return done(seen);
      if (seen.kind === 'past')
        return bare(
          act.begunAt === null ? { kind: 'refused', said: seen.already } : { kind: 'done' },
        );
      if (seen.kind !== 'missing' || !mayBegin(act, options.now())) return bare(seen);
    }
    if (isLate(act, options.now())) return bare({ kind: 'late' });
    if (!(await store.acts.begin(act, options.now()))) throw new BegunElsewhere();
    return done(await doer.do(act, github));
  }

  /** What was thrown, and what that says of the act. */
  async function toldBy(thrown: unknown, act: Act): Promise<Result> {
    if (thrown instanceof BegunElsewhere) throw thrown;
    if (thrown instanceof GitHubUnavailable) {
      const { retryAt: at } = thrown;
      if (at === null) return bare({ kind: 'lost', said: messageOf(thrown) });
      return bare({ kind: 'later', said: limitedUntil(at), at, begun: act.begunAt !== null });
    }
    if (thrown instanceof GitHubRefusal && thrown.status === 401 && act.as !== null)
      return bare({ kind: 'refused', said: linkRefused });
    if (thrown instanceof GitHubRefusal && gone.has(thrown.status))
      return bare({ kind: 'refused', said: notShown(act.as) });
    if (thrown instanceof UserError) return bare({ kind: 'refused', said: sentenceOf(thrown) });
    log.error({ requestId: act.requestId, err: thrown }, 'an act broke off');
    const said = brokeOff(act.requestId);
    const begun = (await store.acts.byId(act.id))?.begunAt !== null;
    return bare(begun ? { kind: 'lost', said } : { kind: 'refused', said });
  }

  async function settle(before: Act, { told, runs, detail }: Result, tx: Tables): Promise<void> {
    const now = options.now();
    const known = await tx.acts.byId(before.id);
    if (!known || isEnded(known)) return;
    const { state, said, again } = decideAct(known, told, now);
    const act = await tx.acts.update(known.id, {
      ...{ state, said, endedAt: again === null ? now : null },
      ...(detail === undefined ? {} : { detail }),
      ...(told.kind === 'done' ? begunBy(told) : {}),
      ...(told.kind === 'later' && !told.begun ? { begunAt: null } : {}),
    });
    if (state !== known.state) await noteEnd(act, tx, now);
    const world = worldOf(tx);
    if (runs.length > 0) await react(runs, world);
    await showAct(act, world);
    if (again !== null) {
      // GitHub opens for all of a batch at one time: they go on one after another.
      const dueAt = again + (told.kind === 'later' ? turnOf(act) * paceMs : 0);
      await tx.work.reschedule({ kind: 'act', key: String(act.id), dueAt, now });
    }
    await doerOf(act).after?.(act, world);
  }

  return async ({ key }) => {
    const act = await store.acts.byId(Number(key));
    if (!act || isEnded(act)) return async () => {};
    const result = await attempt(act).catch((thrown: unknown) => toldBy(thrown, act));
    return (tx) => settle(act, result, tx);
  };
}

/** Where GitHub will not show what an earlier try began, it stays unknown. */
async function look(act: Act, doer: Doer, github: GitHubApi): Promise<Seen> {
  try {
    return await doer.look(act, github);
  } catch (thrown) {
    const hidden = act.begunAt !== null && thrown instanceof GitHubRefusal;
    if (!hidden) throw thrown;
    return { kind: 'unclear', said: sentenceOf(thrown) };
  }
}

/** GitHub answers so also where somebody may not see that it is there. */
const gone: ReadonlySet<number> = new Set([404, 410]);

/** Its place in its batch, from 0. */
const turnOf = ({ detail }: Act): number => Number(detail['turn'] ?? 0);

const begunBy = ({ runId, attempt }: Told & { kind: 'done' }) => ({
  ...(runId == null ? {} : { runId }),
  ...(attempt == null ? {} : { attempt }),
});

const bare = (told: Told): Result => ({ told, runs: [] });

function done({ runs = [], runId, attempt, pending }: Began): Result {
  if (pending) return { told: { kind: 'pending' }, runs, detail: pending };
  return { told: { kind: 'done', runId: runId ?? null, attempt: attempt ?? null }, runs };
}

const sentenceOf = (error: UserError): string =>
  [error.message, error.hint].filter((part) => part !== undefined).join(' ');

async function noteEnd(act: Act, tx: Pick<Tables, 'audit'>, now: number): Promise<void> {
  const { who, from, kind: what, target, repository, as: asLogin, requestId, state, said } = act;
  const result = said === null || state === 'done' ? state : `${state}: ${said}`;
  await tx.audit.note({
    ...{ at: now, who, from, what, target, result },
    ...{ repository, asLogin, requestId },
  });
}
