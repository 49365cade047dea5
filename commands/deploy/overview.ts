import { z } from 'zod';
import { repositoriesOf } from '../../src/builds/scope.ts';
import { page } from '../../src/core/args.ts';
import type { Repository } from '../../src/core/records.ts';
import { viewEnvironments } from '../../src/deploys/environments.ts';
import { environmentTable, noEnvironments } from '../../src/deploys/messages/overview.ts';
import { defineSubcommand } from '../define.ts';

const perPage = 12;

/** What runs where. */
export const overview = defineSubcommand({
  name: '',
  usage: '/deploy',
  summary: 'Each environment with what runs there, since when and how far behind',
  examples: ['/deploy'],
  allow: 'everyone',
  args: z.object({ page }),
  async run(args, { store, now, channel, watching, deploys }) {
    const { repositories } = await repositoriesOf(channel.id, store, watching);
    const viewsOf = async (among: readonly Repository[]) => {
      const views = [];
      for (const repository of among)
        views.push(...(await viewEnvironments(repository, { rules: deploys.rules, now }, store)));
      return views;
    };
    const here = await viewsOf(repositories);
    const views = here.length > 0 ? here : await viewsOf(await store.repositories.list());
    if (views.length === 0) return noEnvironments();
    const from = (args.page - 1) * perPage;
    const shown = views.slice(from, from + perPage);
    const [logins, ...behind] = await Promise.all([
      deploys.logins(shown.map(({ running }) => running?.creator ?? null)),
      ...shown.map(async ({ repository, running }) =>
        running ? deploys.behind(repository, running.sha) : null,
      ),
    ]);
    return environmentTable(shown, {
      ...{ now, logins, behind: (view) => behind[shown.indexOf(view)] ?? null },
      page: { number: args.page, more: views.length > from + perPage, words: '/deploy' },
    });
  },
});
