import { viewIncident } from '../../../builds/view.ts';
import { UserError } from '../../../core/errors.ts';
import { openForm, type Remembered } from '../../../handoffs/messages/forms.ts';
import { incidentInWords } from '../../../handoffs/messages/incident-words.ts';
import { noTeams } from '../../../handoffs/messages/mistakes.ts';
import { openHandoff } from '../../../handoffs/open.ts';
import type { Asker, HandoffServices } from '../../../handoffs/services.ts';
import type { NamesOf } from '../../../handoffs/view.ts';
import { readWish, type Typed, type WishSources } from '../../../handoffs/wish.ts';
import type { Desk } from '../feature.ts';
import type { Links } from './links.ts';

type Shared = { view: HandoffServices['view']; namesOf: NamesOf; links: Links };

/** How many posts that Slack refused are looked through. */
const mostDead = 200;

/** What the commands about handoffs are handed; the buttons and forms use the same. */
export function createServices(
  desk: Desk,
  { view, namesOf, links }: Shared,
): HandoffServices & { sources(user: string): Promise<WishSources> } {
  const { store, config, now, members, people, channelId, slack } = desk;
  const { teams } = config;

  async function sources(user: string): Promise<WishSources> {
    return {
      ...{ settings: config, tables: store, now: now(), channelId },
      zone: (await people.bySlackId(user))?.timezone ?? config.timezone,
      teamsOf: members.teamsOf,
      slackIdsOf: members.slackIdsOf,
      slackIdOf: (person) => people.idOf(person),
    };
  }

  async function offer(typed: Typed, { user: sender, request }: Asker) {
    const wish = await readWish(typed, sender, await sources(sender));
    const { id } = await store.transaction((tx) =>
      openHandoff(wish, { tx, now: now(), teams }, { from: 'command', request }),
    );
    const opened = await view(id);
    if (!opened) throw new Error(`handoff ${id} is gone`);
    return opened;
  }

  async function form({ incident }: { incident?: number | undefined } = {}) {
    if (teams.length === 0) throw new UserError(...noTeams);
    const remembered: Remembered = incident === undefined ? {} : { incident };
    const found =
      incident === undefined ? undefined : await viewIncident({ id: incident, channel: '' }, store);
    if (!found) return openForm(teams, { remembered });
    return openForm(teams, { ...incidentInWords(found), remembered });
  }

  return {
    ...{ teams, namesOf, view, offer, form, sources },
    teamsOf: members.teamsOf,
    linkOf: links.ofNewest,
    async undelivered() {
      const dead = await store.posts.dead(mostDead);
      return new Set(
        dead.flatMap(({ key }) => (key.startsWith('handoff:') ? [Number(key.split(':')[1])] : [])),
      );
    },
    async sendFile(user, file) {
      await slack().uploadFile({ channel: await slack().openDm(user), ...file });
    },
  };
}
