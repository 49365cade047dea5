import { z } from 'zod';
import { runList } from '../../src/builds/messages/lists.ts';
import { nameOf } from '../../src/builds/names.ts';
import { theRepository } from '../../src/builds/scope.ts';
import { limit, name, page, repoName } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';

const perPage = 25;

/** The newest runs of a repository. */
export const runs = defineSubcommand({
  name: 'runs',
  usage: '/ci runs <owner/repo> [--workflow CI] [--branch main] [--limit 20]',
  summary: 'The newest runs of a repository',
  examples: ['/ci runs acme/api', '/ci runs acme/api --workflow "Nightly backup" --limit 5'],
  allow: 'everyone',
  positional: ['repo'],
  args: z.object({
    repo: repoName.optional(),
    workflow: name.optional(),
    branch: name.optional(),
    limit: limit.optional(),
    page,
  }),
  async run(args, { store, now, incident, channel, watching }) {
    const repository = await theRepository(
      args.repo,
      { incident, channel: channel.id, watching },
      store,
    );
    const named = async (what: 'workflow' | 'branch', typed: string | undefined) =>
      typed && nameOf(what, { repository: repository.name, typed }, store);
    const workflow = await named('workflow', args.workflow);
    const branch = await named('branch', args.branch);
    const size = args.limit ?? perPage;
    const from = (args.page - 1) * size;
    const found = await store.runs.list({
      repository: repository.name,
      limit: from + size + 1,
      ...(workflow ? { workflow } : {}),
      ...(branch ? { branch } : {}),
    });
    const more = found.length > from + size && args.limit === undefined;
    return runList(found.slice(from, from + size), {
      now,
      scope: [repository.name, workflow, branch].filter(Boolean).join(' · '),
      page: { number: args.page, more, words: wordsOf(repository.name, { workflow, branch }) },
    });
  },
});

function wordsOf(
  repository: string,
  args: { workflow?: string | undefined; branch?: string | undefined },
): string {
  const flags = [
    args.workflow ? `--workflow "${args.workflow}"` : '',
    args.branch ? `--branch "${args.branch}"` : '',
  ];
  return ['/ci runs', repository, ...flags].filter(Boolean).join(' ');
}
