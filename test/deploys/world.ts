import { expect, vi } from 'vitest';
import type { MessageView } from '../../sandbox/slack/index.ts';
import { batonYml, type World } from '../helpers/world.ts';

/** Dana is a developer, Omar and Mina are operators, Quinn is an admin. Repositories named acme/…shop deploy. */
export const deploysYml = `${batonYml}
  mina: { email: mina@acme.dev, github: mina-gh }
  quinn: { email: quinn@acme.dev, github: quinn-gh }
roles:
  developer: [dana]
  operator: [omar, mina]
  admin: [quinn]
deploys:
  - match: acme/*-shop
    workflow: Deploy
    inputs: { ref: version }
    environments: [{ name: staging }, { name: production, four_eyes: true }]
    freezes: [{ when: 2026-12-20..2027-01-02, reason: Holidays }]
  - match: acme/*-site
    channel: '#dev'
`;

const jobs = [
  { name: 'deploy to ${{ inputs.environment }}', environment: '${{ inputs.environment }}' },
];
const environment = { type: 'environment', required: true } as const;

/** A repository that is deployed by a workflow, with something on main; who may approve production at GitHub. */
export async function shopIn(
  { github, settle }: World,
  name: string,
  reviewers: readonly string[] = [],
) {
  const inputs = name.endsWith('-shop') ? { environment, version: {} } : { environment };
  github.repo(name, { workflows: [{ name: 'Deploy', jobs, inputs }] });
  github.environment(name, 'staging');
  github.environment(name, 'production', reviewers);
  const push = async (message: string) => {
    const commit = await github.push(name, { commits: [{ message, author: 'dana-gh' }] });
    await github.run(name, 'CI', 'success');
    await settle();
    return commit;
  };
  return { name, push, first: await push('One (#1)') };
}

/** Puts a commit there, as if somebody had on GitHub. */
export async function deployed(
  { github, settle }: World,
  { name, at, outcome = 'success' }: { name: string; at: string; outcome?: 'success' | 'failure' },
): Promise<void> {
  const actor = 'omar-gh';
  const there = [{ name: `deploy to ${at}`, environment: at }];
  const event = 'workflow_dispatch';
  await github.run(name, 'Deploy', outcome, { jobs: there, actor, event });
  await settle();
}

/** All that follows at Baton and at GitHub. */
export async function settled({ settle, github }: World): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await settle();
    await github.asks.settled();
  }
  await settle();
}

/** A commit as Baton shows it. */
export const short = (sha: string): string => sha.slice(0, 7);

/** The newest message about something in a channel. */
export function shown({ slack }: World, about: string, channel = '#builds'): MessageView {
  const message = slack.channel(channel).messages.findLast(({ plain }) => plain.includes(about));
  if (!message) throw new Error(`${channel} says nothing of ${about}`);
  return message;
}

export function threadOf({ slack }: World, message: MessageView, channel = '#builds'): string[] {
  return slack
    .channel(channel)
    .thread(message)
    .slice(1)
    .map(({ plain }) => plain);
}

/** What somebody alone is told, once they are; the newest that says it. */
export async function toldTo({ slack }: World, who: string, about: string): Promise<MessageView> {
  const found = () =>
    slack
      .as(who)
      .ephemerals('#builds')
      .findLast(({ plain }) => plain.includes(about));
  await slack.until(() => found() !== undefined);
  return found() ?? expect.fail(`${who} was not told ${about}`);
}

export const dispatches = ({ github }: World, name: string) =>
  github.asks.list.flatMap((ask) =>
    ask.kind === 'dispatch' && ask.run.repo.fullName === name ? [ask] : [],
  );

/** Presses, waits until it stands in the audit, and lets all follow. */
export async function press(
  world: World,
  who: string,
  { message, button }: { message: MessageView; button: string },
): Promise<void> {
  const newest = async () => (await world.store.audit.list({ limit: 1 }))[0]?.id;
  const before = await newest();
  await world.slack.as(who).press(message, button);
  await vi.waitFor(async () => expect(await newest()).not.toBe(before));
  await settled(world);
}

export const auditOf = async ({ store }: World, repository: string) =>
  (await store.audit.list({ repository, limit: 50 }))
    .reverse()
    .map(({ who, what, target, result }) => `${who} ${what} ${target}: ${result}`);
