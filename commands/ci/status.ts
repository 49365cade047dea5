import { z } from 'zod';
import { healthOf } from '../../src/builds/health.ts';
import { branchStatus } from '../../src/builds/messages/health.ts';
import { theRepository } from '../../src/builds/scope.ts';
import { assumedDefaultBranch } from '../../src/builds/world.ts';
import { name, repoName } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';

/** How one repository's branch stands, workflow by workflow. */
export const status = defineSubcommand({
  name: 'status',
  usage: '/ci status [owner/repo] [--branch main]',
  summary: 'Each workflow of a branch with its newest run',
  examples: ['/ci status acme/api', '/ci status api --branch release/2.4'],
  allow: 'everyone',
  positional: ['repo'],
  args: z.object({ repo: repoName.optional(), branch: name.optional() }),
  async run({ repo, branch }, { store, now, incident, channel, watching }) {
    const repository = await theRepository(
      repo,
      { incident, channel: channel.id, watching },
      store,
    );
    const shown = branch ?? repository.defaultBranch ?? assumedDefaultBranch;
    return branchStatus(await healthOf(repository, { branch, now }, store), { branch: shown, now });
  },
});
