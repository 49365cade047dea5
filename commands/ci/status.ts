import { z } from 'zod';
import { healthOf } from '../../src/builds/health.ts';
import { branchStatus } from '../../src/builds/messages/health.ts';
import { nameOf } from '../../src/builds/names.ts';
import { repositoriesOf, theRepository } from '../../src/builds/scope.ts';
import { assumedDefaultBranch } from '../../src/builds/world.ts';
import { name, page, repoName } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';
import { atAGlance } from './overview.ts';

const perPage = 30;

/** How one repository's branch stands, workflow by workflow; where no word says which of several, all at a glance. */
export const status = defineSubcommand({
  name: 'status',
  usage: '/ci status [owner/repo] [--branch main]',
  summary: 'Each workflow of a branch with its newest run',
  examples: ['/ci status acme/api', '/ci status api --branch release/2.4'],
  allow: 'everyone',
  positional: ['repo'],
  args: z.object({ repo: repoName.optional(), branch: name.optional(), page }),
  async run(args, context) {
    const { store, now, incident, channel, watching } = context;
    if (args.repo === undefined && args.branch === undefined && incident === undefined) {
      const scope = await repositoriesOf(channel.id, store, watching);
      if (scope.repositories.length > 1) return atAGlance(scope, { number: args.page }, context);
    }
    const repository = await theRepository(
      args.repo,
      { incident, channel: channel.id, watching },
      store,
    );
    const { name: named } = repository;
    const branch = args.branch
      ? await nameOf('branch', { repository: named, typed: args.branch }, store)
      : (repository.defaultBranch ?? assumedDefaultBranch);
    const { streams } = await healthOf(repository, { branch, now }, store);
    const from = (args.page - 1) * perPage;
    const more = streams.length > from + perPage;
    const words = `/ci status ${named} --branch "${branch}"`;
    return branchStatus(
      { repository, streams },
      { branch, now, from, to: from + perPage, page: { number: args.page, more, words } },
    );
  },
});
