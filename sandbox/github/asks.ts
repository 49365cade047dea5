import type { Box } from './box.ts';
import { pendingEnvironments } from './deployments.ts';
import { filledIn } from './inputs.ts';
import { addAttempt, createRun } from './runs.ts';
import { type Account, latest, type Repo, type Run, type Workflow } from './state.ts';
import { type Rerun, redone, type Words } from './words.ts';

/** Something that was asked for through the REST API and that makes a run happen or end. */
export type Ask =
  | { kind: 'rerun'; run: Run; by: Account; options: Rerun }
  | { kind: 'dispatch'; run: Run; by: Account; inputs: Record<string, unknown> }
  | { kind: 'cancel'; run: Run; by: Account }
  | { kind: 'review'; run: Run; by: Account; approved: boolean };

export type Review = { approved: boolean; environments?: readonly string[]; comment?: string };

/** What happens next to the run of an ask; it is queued by then (or ended, after a cancel). */
export type Decision = (ask: Ask) => Promise<unknown>;

export type Asks = {
  /** Everything asked for, oldest first. */
  list: Ask[];
  /** Who decides how it goes on; until then a run is started and left to `finish`. */
  decide(decision: Decision): void;
  rerun(run: Run, by: Account, options: Rerun): void;
  dispatch(what: {
    repo: Repo;
    workflow: Workflow;
    ref: string;
    by: Account;
    inputs: Record<string, unknown>;
  }): Run;
  cancel(run: Run, by: Account): void;
  /** Somebody approves or rejects environments that a run waits for; default all of them. */
  review(run: Run, by: Account, what: Review): void;
  /** Anything else that happens after the answer. */
  background(work: Promise<unknown>): void;
  /** Resolves when all that was asked for has been played out. */
  settled(): Promise<void>;
};

/** Answers come first, as at GitHub: what was asked for then happens by itself. */
export function createAsks(box: Box, words: Words): Asks {
  const list: Ask[] = [];
  const under = new Set<Promise<unknown>>();
  let decision: Decision = async (ask) => {
    if (ask.kind === 'rerun' || ask.kind === 'dispatch') await words.begin(ask.run);
  };

  const background = (work: Promise<unknown>) => {
    const done: Promise<unknown> = work
      .catch((error: unknown) => console.error(error))
      .finally(() => under.delete(done));
    under.add(done);
  };
  const play = (ask: Ask, before: () => Promise<unknown>) => {
    list.push(ask);
    background(
      afterTheAnswer()
        .then(before)
        .then(() => decision(ask)),
    );
  };

  return {
    list,
    background,
    decide(next) {
      decision = next;
    },
    rerun(run, by, options) {
      addAttempt(box, run, { actor: by, at: box.clock.now(), redo: redone(options) });
      play({ kind: 'rerun', run, by, options }, () => words.announce(run));
    },
    dispatch({ repo, workflow, ref, by, inputs }) {
      const event = 'workflow_dispatch';
      const title = workflow.runName && filledIn(workflow.runName, inputs);
      const sha = repo.branches.has(ref) ? undefined : repo.tags.get(ref);
      const where = { branch: ref, event, actor: by.login, ...(sha && { sha }) };
      const options = { ...where, inputs, ...(title && { title }) };
      const run = createRun(box, repo, workflow.name, options);
      play({ kind: 'dispatch', run, by, inputs }, () => words.announce(run));
      return run;
    },
    cancel(run, by) {
      play({ kind: 'cancel', run, by }, () => words.finish(run, 'cancelled'));
    },
    review(run, by, { approved, environments, comment = '' }) {
      const state = approved ? 'approved' : 'rejected';
      const names = environments ?? pendingEnvironments(box, run).map(nameOf);
      const jobs = latest(run).jobs.filter(({ spec }) => names.includes(spec.environment ?? ''));
      for (const environment of names) {
        latest(run).approvals.push({ environment, state, user: by, comment });
      }
      play({ kind: 'review', run, by, approved }, async () => {
        for (const job of jobs) await words.reviewed({ run, job, action: state, by, comment });
        await (approved ? words.begin(run) : words.finish(run, 'failure'));
      });
    },
    async settled() {
      while (under.size > 0) await Promise.all(under);
    },
  };
}

const nameOf = ({ name }: { name: string }) => name;

function afterTheAnswer(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
