import { runList } from '../../../builds/messages/lists.ts';
import type { Message } from '../../../core/message.ts';
import { legKey } from '../../../handoffs/act.ts';
import { handoffsBehind, pagesBehind, runsBehind } from '../../../reports/behind.ts';
import { handoffsMessage, pagesMessage } from '../../../reports/messages/behind.ts';
import type { Open } from '../../../reports/messages/evidence.ts';
import type { Evidence, RunEvidence } from '../../../reports/numbers.ts';
import { createAddresses } from '../addresses.ts';
import type { Desk } from '../feature.ts';
import type { Scopes } from './scope.ts';

/** As many as one answer lists. */
const most = { runs: 50, handoffs: 20, pages: 50 };

/** Shows what a number rests on: its runs, its handoffs, or its pages. */
export function createOpener(desk: Desk, scopes: Scopes): (open: Open) => Promise<Message> {
  const { store, now, config } = desk;
  const addresses = createAddresses(desk);
  const teamName = (id: string) => config.teams.find((team) => team.id === id)?.name ?? id;
  const told = (title: string, more: boolean) => ({ title, now: now(), teamName, more });

  async function runs(evidence: RunEvidence, { repositories, title }: Open): Promise<Message> {
    const scope = await scopes.of(repositories);
    const found = await runsBehind(evidence, { scope, limit: most.runs + 1 }, store);
    const more = found.length > most.runs;
    return runList(found.slice(0, most.runs), {
      now: now(),
      scope: more ? `${title}, the newest ${most.runs}` : title,
      page: { number: 1, more: false, words: '' },
    });
  }

  async function handoffs(evidence: Of<'handoffs'>, title: string): Promise<Message> {
    const found = await handoffsBehind(evidence, most.handoffs, store);
    const linked = found.map(async (one) => ({
      ...{ ...one, link: await addresses.ofPost(legKey(one.id, one.leg)) },
    }));
    const more = evidence.ids.length > most.handoffs;
    return handoffsMessage(await Promise.all(linked), told(title, more));
  }

  async function pages(evidence: Of<'pages'>, title: string): Promise<Message> {
    const found = await pagesBehind(evidence, most.pages + 1, store);
    return pagesMessage(found.slice(0, most.pages), told(title, found.length > most.pages));
  }

  return async (open) => {
    const { evidence, title } = open;
    if (evidence.kind === 'handoffs') return handoffs(evidence, title);
    if (evidence.kind === 'pages') return pages(evidence, title);
    return runs(evidence, open);
  };
}

type Of<Kind extends Evidence['kind']> = Extract<Evidence, { kind: Kind }>;
