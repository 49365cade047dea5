import { z } from 'zod';
import { everywhere, sinceOf, whoOf } from '../../src/acts/audit.ts';
import { auditList } from '../../src/acts/messages/audit.ts';
import { findRepository } from '../../src/builds/scope.ts';
import { name, page, repoName, toggle } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';

const perPage = 20;

/** Who did what. */
export const audit = defineSubcommand({
  name: 'audit',
  usage: '/ci audit [--who @omar] [--repo owner/repo] [--since 7d] [--csv]',
  summary: 'Who did what, from where, as whom, and what came of it',
  examples: [
    '/ci audit',
    '/ci audit --repo acme/api --since 7d',
    '/ci audit --since 2026-11-01 --csv',
  ],
  allow: 'operator',
  args: z.object({
    who: name.optional(),
    repo: repoName.optional(),
    since: name.optional(),
    csv: toggle,
    page,
  }),
  async run(args, { store, now, user, permit, auditFile }) {
    const { who, repo, since, csv } = args;
    const repository = repo && (await findRepository(repo, store)).name;
    await permit({ role: 'operator', command: 'audit', repository: repository ?? everywhere });
    const filter = {
      who: who && whoOf(who),
      repository,
      since: since === undefined ? undefined : sinceOf(since, now),
    };
    if (csv) return auditFile(user, filter);
    const offset = (args.page - 1) * perPage;
    const found = await store.audit.list({ ...filter, offset, limit: perPage + 1 });
    const flags = Object.entries({ who, repo, since }).flatMap(([flag, value]) =>
      value === undefined ? [] : [` --${flag} "${value}"`],
    );
    const words = `/ci audit${flags.join('')}`;
    const pages = { number: args.page, more: found.length > perPage, words };
    return auditList(found.slice(0, perPage), { now, page: pages, filter });
  },
});
