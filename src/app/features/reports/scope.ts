import { anyStream, repositoriesOf } from '../../../builds/scope.ts';
import { isProduction } from '../../../core/deploy-rules.ts';
import type { DigestScope } from '../../../core/digests.ts';
import { matchesGlob } from '../../../core/glob.ts';
import type { Repository } from '../../../core/records.ts';
import { ruleFor } from '../../../core/rules.ts';
import { count } from '../../../core/text.ts';
import { countShifts } from '../../../oncall/shift-count.ts';
import { rosterOf } from '../../../oncall/world.ts';
import type { Scope, ShiftCount } from '../../../reports/numbers.ts';
import type { Slice, Tables } from '../../../store/types/index.ts';
import type { Desk } from '../feature.ts';
import { watchingOf } from '../watching.ts';

/** A scope of reports, with its repositories in words. */
export type Chosen = { scope: Scope; about: string };

export type Scopes = {
  /** What a digest is about: what it names, or else what its channel hears of, or else all. */
  chosen(asked: DigestScope & { channel: string }): Promise<Chosen>;
  /** These repositories, by their names. */
  of(repositories: readonly string[], as?: { name?: string; team?: string | null }): Promise<Scope>;
};

export function createScopes({
  config,
  store,
  channelId,
}: Pick<Desk, 'config' | 'store' | 'channelId'>): Scopes {
  const watching = watchingOf(config, channelId);

  const of: Scopes['of'] = async (repositories, { name, team = null } = {}) => {
    const known = new Map((await store.repositories.list()).map((each) => [each.name, each]));
    return {
      name: name ?? repositories.join(' '),
      repositories: [...repositories],
      rates: config.costs,
      teams: team === null ? null : [team],
      production: (repository, environment) => isProduction(config, repository, environment),
      shifts: (slice) => shiftsIn(slice, team),
      watched: ({ repository, workflow, branch }) =>
        watched(known.get(repository), workflow, branch),
    };
  };

  async function shiftsIn(slice: Slice, team: string | null): Promise<ShiftCount[]> {
    const all: ShiftCount[] = [];
    for (const one of config.teams) {
      if (team === null || one.id === team)
        all.push(...countShifts(await rosterOf(one, slice.from, store), slice));
    }
    return all;
  }

  /** A repository that nobody has a rule for counts by its default branch: somebody subscribed to it. */
  function watched(repository: Repository | undefined, workflow: string, branch: string): boolean {
    if (!repository) return false;
    const { defaultBranch } = anyStream(repository);
    if (!ruleFor(config, repository.name)) return branch === defaultBranch;
    const stream = { repository: repository.name, workflow, branch, defaultBranch };
    return watching(stream) !== undefined;
  }

  return {
    of,
    async chosen({ repositories: globs, team, channel }) {
      const { names, about } = await namesOf({ globs, team, channel }, store);
      return {
        scope: await of(names, { name: JSON.stringify([channel, globs, team]), team }),
        about,
      };
    },
  };

  async function namesOf(
    { globs, team, channel }: { globs: readonly string[]; team: string | null; channel: string },
    tables: Tables,
  ): Promise<{ names: string[]; about: string }> {
    if (globs.length === 0 && team === null) {
      const { repositories, all } = await repositoriesOf(channel, tables, watching);
      const names = repositories.map(({ name }) => name);
      return { names, about: all ? `all ${many(names)}` : many(names) };
    }
    const known = (await tables.repositories.list()).map(({ name }) => name);
    const names = known.filter(
      (name) =>
        (globs.length === 0 || globs.some((glob) => matchesGlob(glob, name))) &&
        (team === null || ruleFor(config, name)?.team === team),
    );
    const owner = config.teams.find(({ id }) => id === team)?.name ?? team;
    const about = [owner, globs.length > 0 ? globs.join(', ') : null].filter(Boolean).join(': ');
    return { names, about: `${about} (${many(names)})` };
  }
}

const many = (names: readonly string[]): string =>
  count(names.length, 'repository', 'repositories');
