import { UserError } from '../../../core/errors.ts';
import { cut } from '../../../core/text.ts';
import { mostSaid, openForm, typeInChannel } from '../../../handoffs/messages/forms.ts';
import { noTeams } from '../../../handoffs/messages/mistakes.ts';
import type { HandoffServices } from '../../../handoffs/services.ts';
import type { NamesOf } from '../../../handoffs/view.ts';
import type { Desk, Shortcut } from '../feature.ts';

/** "Hand this off", in the menu of any message: its words and its address go into the form. */
export function shortcuts(
  { config, store }: Pick<Desk, 'config' | 'store'>,
  { namesOf, form }: Pick<HandoffServices, 'namesOf' | 'form'>,
): Record<string, Shortcut> {
  return {
    async handoff({ channel, message }) {
      if (config.teams.length === 0) throw new UserError(...noTeams);
      const post = await store.posts.byMessage(channel.id, message.ts);
      if (post?.kind === 'incident')
        return { form: await form({ incident: Number(post.subject) }), instead: typeInChannel };
      const what = cut(await readable(message.text, namesOf), mostSaid);
      const remembered = { source: { channel: channel.id, ts: message.ts } };
      return { form: openForm(config.teams, { what, remembered }), instead: typeInChannel };
    },
  };
}

/** A message as people read it: Slack's markup for links, people and channels undone. */
async function readable(text: string, namesOf: NamesOf): Promise<string> {
  const people = [...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].flatMap(
    ([, id]) => id ?? [],
  );
  const names = await namesOf(people);
  return text
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_all, id: string) => `@${names.get(id) ?? id}`)
    .replace(/<#[CG][A-Z0-9]+\|([^>]*)>/g, '#$1')
    .replace(/<(https?:[^|>\s]+)(?:\|([^>]*))?>/g, (_all, url: string, name?: string) =>
      name && name !== url ? `${name} (${url})` : url,
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();
}
