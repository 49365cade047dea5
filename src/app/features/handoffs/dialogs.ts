import type { Act } from '../../../handoffs/decide.ts';
import { checklistOf, notTicked, type Remembered } from '../../../handoffs/messages/forms.ts';
import { openHandoff } from '../../../handoffs/open.ts';
import type { HandoffServices } from '../../../handoffs/services.ts';
import {
  addresseeOf,
  channelOf,
  readWish,
  teamNamed,
  type WishSources,
} from '../../../handoffs/wish.ts';
import { WrongField } from '../../../handoffs/wrong-field.ts';
import type { Field, Submitted, ViewAnswer } from '../../../slack/words.ts';
import type { Desk, Submit } from '../feature.ts';
import type { Links } from './links.ts';
import { type Doing, legNamed } from './presses.ts';

type Parts = {
  services: Pick<HandoffServices, 'view'> & { sources(user: string): Promise<WishSources> };
  links: Links;
  doing: Doing;
};

/** What sending each form about handoffs does, by its callback id. */
export function dialogs(desk: Desk, { services, links, doing }: Parts): Record<string, Submit> {
  const { store, now, config } = desk;

  async function open({ fields, memory, user, viewId }: Submitted): Promise<ViewAnswer> {
    const remembered = JSON.parse(memory || '{}') as Remembered;
    const { incident, source } = remembered;
    const address = source && (await links.of(source.channel, source.ts));
    const typed = {
      ...{ team: said(fields['team']), what: said(fields['what']), incident, source: address },
      ...{ to: maybe(fields['to']), due: maybe(fields['due']), run: maybe(fields['run']) },
      doneWhen: maybe(fields['doneWhen']),
    };
    const wish = await readWish(typed, user.id, await services.sources(user.id));
    const world = { now: now(), teams: config.teams };
    await store.transaction((tx) =>
      openHandoff(wish, { tx, ...world }, { from: 'form', request: viewId, tellSender: true }),
    );
    return { kind: 'close' };
  }

  const does =
    (actOf: (view: Submitted) => Act | Promise<Act>): Submit =>
    async (view) => {
      const act = await actOf(view);
      await doing(view.memory, { act, user: view.user.id, from: 'form' });
      return { kind: 'close' };
    };

  return {
    'handoff.open': orErrors(open),
    'handoff.decline': does(({ fields }) => ({ kind: 'decline', reason: said(fields['reason']) })),
    'handoff.ask': does(({ fields }) => ({ kind: 'ask', question: said(fields['question']) })),
    'handoff.answer': does(({ fields }) => ({ kind: 'answer', answer: said(fields['answer']) })),
    'handoff.return': does(({ fields }) => ({ kind: 'return', reason: said(fields['reason']) })),
    'handoff.pass': orErrors(
      does(async ({ fields, user }) => {
        const from = await services.sources(user.id);
        const to = teamNamed(said(fields['team']), config.teams);
        const whom = maybe(fields['to']);
        return {
          ...{ kind: 'pass', to, channel: channelOf(to, from), note: said(fields['note']) },
          addressee: whom ? await addresseeOf(whom, to, from) : null,
        };
      }),
    ),
    async 'handoff.done'(view) {
      const { fields, memory } = view;
      const found = await services.view(legNamed(memory).id);
      const items = found ? checklistOf(found.handoff.current.toTeam, config.teams) : [];
      const missing = unticked(items.slice(0, 10), fields['checklist']);
      if (missing.length > 0 && 'checklist' in fields)
        return { kind: 'errors', errors: { checklist: notTicked(missing) } };
      const [outcome, evidence] = [said(fields['outcome']), maybe(fields['evidence']) ?? null];
      return does(() => ({ kind: 'done', outcome, evidence }))(view);
    },
  };
}

function unticked(items: readonly string[], ticked: Field | undefined): string[] {
  const done = new Set([ticked ?? []].flat());
  return items.filter((_item, index) => !done.has(String(index)));
}

/** A wrong field is told beside it, and the form stays open. */
function orErrors(submit: Submit): Submit {
  return async (view) => {
    try {
      return await submit(view);
    } catch (thrown) {
      if (!(thrown instanceof WrongField)) throw thrown;
      return { kind: 'errors', errors: { [thrown.field]: thrown.beside } };
    }
  };
}

const said = (field: Field | undefined): string => [field ?? ''].flat().join(', ').trim();
const maybe = (field: Field | undefined): string | undefined => said(field) || undefined;
