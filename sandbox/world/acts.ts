import { people, repositories } from './cast.ts';
import { type Change, changes } from './changes.ts';
import { branchOf } from './history.ts';
import { type Live, nextOf, playOn, pushToMain, runInto, runOnMain } from './live.ts';
import { backUp } from './nights.ts';
import { breakages, flaky, nightly, type Trouble } from './troubles.ts';

/** Something that the visitor, or the story itself, can make happen. */
export type Act = {
  name: string;
  title: string;
  description: string;
  /** Resolves when it has happened; answers false when there was nothing to do. */
  act(live: Live): Promise<boolean>;
};

export const acts: readonly Act[] = [
  {
    name: 'break-main',
    title: 'Break main',
    description: 'Someone pushes a commit that fails.',
    act: breakMain,
  },
  {
    name: 'fix-main',
    title: 'Fix main',
    description: 'The oldest breakage is mended by a push.',
    act: fixMain,
  },
  {
    name: 'flake',
    title: 'A flaky test',
    description: 'E2E fails, then passes on the same commit.',
    act: flake,
  },
  {
    name: 'storm',
    title: 'A storm',
    description: 'The package registry is down: everything fails at once.',
    act: storm,
  },
  {
    name: 'end-storm',
    title: 'The storm ends',
    description: 'The registry is back. Rerun what failed, or Omar does in a moment.',
    act: endStorm,
  },
  {
    name: 'nightly-fails',
    title: 'The nightly backup fails',
    description: 'The disk is full at two in the morning.',
    act: nightlyFails,
  },
  {
    name: 'nightly-recovers',
    title: 'The nightly backup recovers',
    description: 'The next night goes well.',
    act: nightlyRecovers,
  },
  {
    name: 'fail-pr',
    title: 'A pull request fails',
    description: 'Only its author wants to know.',
    act: failPull,
  },
  {
    name: 'push',
    title: 'A green push',
    description: 'A commit that nobody needs to hear of.',
    act: greenPush,
  },
  {
    name: 'supersede',
    title: 'Push twice in a row',
    description: 'The second push cancels the run of the first.',
    act: supersede,
  },
  {
    name: 'deploy',
    title: 'Deploy the shop',
    description: 'Production waits for somebody to approve it.',
    act: deployShop,
  },
];

async function breakMain(live: Live): Promise<boolean> {
  const whole = breakages.filter((one) => !live.broken.has(keyOf(one)));
  const [first, ...rest] = whole;
  if (first === undefined) return nothing(live, 'everything is broken already');
  const trouble = nextOf(live, 'breakage', [first, ...rest]);
  live.broken.set(keyOf(trouble), { trouble, age: 0 });
  await pushToMain(live, trouble.repo, trouble.breaks);
  return true;
}

async function fixMain(live: Live): Promise<boolean> {
  const [oldest] = [...live.broken.values()].filter(({ trouble }) => trouble !== nightly);
  if (oldest === undefined) return nothing(live, 'nothing is broken on main');
  const { repo, workflow, mends } = oldest.trouble;
  live.broken.delete(keyOf(oldest.trouble));
  await pushToMain(live, repo, mends);
  live.news.tell(`${repo} ${workflow} is green again`);
  return true;
}

/** How long a person looks at a flaky failure before trying again. */
const secondThought = 40_000;

async function flake(live: Live): Promise<boolean> {
  const { github, news } = live;
  await github.push(flaky.repo, { commits: [flaky.breaks] });
  const run = await runInto(live, { trouble: flaky, reason: 'flaky' });
  await live.pause(secondThought);
  if (run.attempts.length > 1) return true;
  const actor = people.quinn.login;
  await github.again(run, { failedOnly: true, actor });
  news.tell(`${actor} reruns ${run.name} #${run.number}`);
  await playOn(live, run, 'success');
  return true;
}

async function storm(live: Live): Promise<boolean> {
  if (live.outage) return nothing(live, 'the storm is still on');
  live.outage = true;
  live.outageAge = 0;
  live.news.tell('registry.npmjs.org does not answer');
  const struck = repositories.filter((one) => one.name !== 'acme/infra');
  await Promise.all(struck.map(({ name }) => pushToMain(live, name, nextChange(live, name))));
  return true;
}

async function endStorm(live: Live): Promise<boolean> {
  if (!live.outage) return nothing(live, 'there is no storm');
  live.outage = false;
  live.news.tell('registry.npmjs.org answers again');
  // Whoever looks on may have it rerun from its message first.
  await live.pause(secondThought);
  if (live.outage) return true;
  const struck = [...live.reasons].filter(([, reason]) => reason === 'outage');
  await Promise.all(
    struck.map(async ([id]) => {
      live.reasons.delete(id);
      const run = live.github.box.runs.get(id);
      if (run?.attempts.at(-1)?.conclusion !== 'failure') return;
      await live.github.again(run, { failedOnly: true, actor: people.omar.login });
      await playOn(live, run, 'success');
    }),
  );
  return true;
}

async function nightlyFails(live: Live): Promise<boolean> {
  live.broken.set(keyOf(nightly), { trouble: nightly, age: 0 });
  await backUp(live);
  return true;
}

async function nightlyRecovers(live: Live): Promise<boolean> {
  if (live.broken.delete(keyOf(nightly))) {
    await pushToMain(live, nightly.repo, nightly.mends);
  }
  await backUp(live);
  return true;
}

async function failPull(live: Live): Promise<boolean> {
  const trouble = nextOf(live, 'pull', breakages);
  const { repo, breaks } = trouble;
  const number = 1 + Math.max(0, ...live.github.repo(repo).pulls.map((one) => one.number));
  const { author, files, message: title } = breaks;
  const branch = branchOf(breaks, number);
  const pullRequest = await live.github.openPull(repo, { title, author, files, branch });
  live.news.tell(`${author} opened #${number} “${title}” in ${repo}`);
  await runInto(live, { trouble, reason: 'code' }, { pullRequest, actor: author });
  return true;
}

async function greenPush(live: Live): Promise<boolean> {
  const calm = repositories.filter(
    ({ name }) => ![...live.broken.keys()].some((key) => key.startsWith(`${name} `)),
  );
  const [first, ...rest] = calm;
  if (first === undefined) return nothing(live, 'no repository is calm');
  const { name } = nextOf(live, 'push', [first, ...rest]);
  await pushToMain(live, name, nextChange(live, name));
  return true;
}

async function supersede(live: Live): Promise<boolean> {
  const { github, news } = live;
  const name = 'acme/mobile';
  await github.push(name, { commits: [nextChange(live, name)] });
  const first = await github.start(name, 'CI');
  await live.pause(2_000);
  await github.finish(first, 'cancelled');
  news.tell(`a newer push cancelled ${name} CI #${first.number}`);
  await pushToMain(live, name, nextChange(live, name));
  return true;
}

async function deployShop(live: Live): Promise<boolean> {
  const actor = people.ines.login;
  live.news.tell(`${actor} deploys acme/web`);
  await runOnMain(live, 'acme/web', 'Deploy', { event: 'workflow_dispatch', actor });
  return true;
}

function nothing(live: Live, why: string): false {
  live.news.tell(`Nothing to do: ${why}`);
  return false;
}

function nextChange(live: Live, name: string): Change {
  const known = changes[name];
  if (known === undefined) throw new Error(`nobody works on ${name}`);
  return nextOf(live, name, known);
}

function keyOf({ repo, workflow }: Trouble): string {
  return `${repo} ${workflow}`;
}
