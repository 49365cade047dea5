import { type Decision, latest, type Outcome, type Run } from '../github/index.ts';
import { type Live, labelOf, playOn, playOut, strikeOn } from './live.ts';
import { jobsWith } from './plan.ts';

/** What happens when someone asks GitHub for something: the story goes on from there. */
export function repliesOf(live: Live): Decision {
  return async (ask) => {
    const { run, by } = ask;
    live.news.tell(`${by.login} ${deeds[ask.kind]} ${labelOf(run)}`);
    if (ask.kind === 'rerun') await playOn(live, run, again(live, run));
    if (ask.kind === 'dispatch') await playOn(live, run, asItStands(live, run));
    if (ask.kind === 'review') await reviewed(live, run);
  };
}

const deeds = {
  rerun: 'reruns',
  dispatch: 'starts',
  cancel: 'cancelled',
  review: 'reviewed',
};

/** The same commit again: broken code stays broken, a flaky test passes, an outage may be over. */
function again(live: Live, run: Run): Outcome {
  const reason = live.reasons.get(run.id);
  const still = reason === 'code' || (reason === 'outage' && live.outage);
  return still ? 'failure' : 'success';
}

/** What somebody starts by hand runs into what a push would run into, and so does another attempt of it. */
function asItStands(live: Live, run: Run): Outcome {
  const strike = strikeOn(live, run.repo.fullName, run.name);
  if (strike === undefined) return 'success';
  run.jobs = jobsWith(run, strike.trouble);
  for (const [at, job] of latest(run).jobs.entries()) job.spec = run.jobs[at] ?? job.spec;
  live.reasons.set(run.id, strike.reason);
  return 'failure';
}

async function reviewed(live: Live, run: Run): Promise<void> {
  live.waiting.delete(run);
  await playOut(live, run, 'success');
}
