import { deployRuleFor } from '../../../core/deploy-rules.ts';
import { mayDo } from '../../../core/roles.ts';
import { ruleFor } from '../../../core/rules.ts';
import { within } from '../../../core/within.ts';
import type { DeployServices } from '../../../deploys/services.ts';
import { createWorkflowBook } from '../acts/workflows.ts';
import type { Desk } from '../feature.ts';

/** For how long somebody who looks waits for GitHub's word on how far behind something is. */
const behindMs = 2_500;
/** So long an answer of GitHub's about the default branch is as good as new. */
const freshMs = 30_000;
/** For Slack to say who somebody is. */
const personMs = 500;
const mostRemembered = 500;

type Needed = Pick<
  Desk,
  'config' | 'acting' | 'people' | 'now' | 'channelId' | 'members' | 'store'
>;

/** What the commands about deploys are handed. */
export function createDeployServices(desk: Needed): DeployServices {
  const { config, acting: github, people, now, channelId, members, store } = desk;
  const book = createWorkflowBook({ github, now });
  const asked = new Map<string, { at: number; ahead: Promise<number | null> }>();

  function aheadOf(repository: string, branch: string, sha: string): Promise<number | null> {
    const key = `${repository} ${sha}`;
    const known = asked.get(key);
    if (known && now() - known.at < freshMs) return known.ahead;
    const ahead = github.between(repository, sha, branch).then(
      ({ total }) => total,
      () => null,
    );
    asked.set(key, { at: now(), ahead });
    for (const old of [...asked.keys()].slice(0, -mostRemembered)) asked.delete(old);
    return ahead;
  }

  return {
    ...{ rules: config, github, book },
    async refresh(repository) {
      const found = await github.environments(repository).catch(() => []);
      for (const one of found) await store.environments.note(one, now());
    },
    async behind({ name, defaultBranch }, sha) {
      return (await within(behindMs, aheadOf(name, defaultBranch ?? 'main', sha))) ?? null;
    },
    channelFor(repository) {
      const named =
        deployRuleFor(config, repository)?.channel ?? ruleFor(config, repository)?.channel;
      return named === undefined ? null : channelId(named);
    },
    async logins(logins) {
      const known = new Map<string, string>();
      for (const login of new Set(logins)) {
        if (login === null) continue;
        const slack = await within(personMs, people.forCommit({ login, email: null }));
        if (slack) known.set(login.toLowerCase(), slack);
      }
      return known;
    },
    async may(user, wanted) {
      return mayDo(config, await members.memberOf(user), wanted).allowed;
    },
    async holders(wanted) {
      const verdict = mayDo(config, { slack: '' }, wanted);
      return verdict.allowed ? [] : members.holdersOf(verdict.holders);
    },
  };
}
