import { incidentMessage } from '../../../builds/messages/incident.ts';
import { streamName } from '../../../builds/messages/words.ts';
import { type IncidentView, viewIncident } from '../../../builds/view.ts';
import { type Inline, mention } from '../../../core/inline.ts';
import type { Message } from '../../../core/message.ts';
import { within } from '../../../core/within.ts';
import { answerWithinMs } from '../../../oncall/decide.ts';
import { callMessage, pageCard, pageNote, stillOnIt } from '../../../oncall/messages/page.ts';
import { onCallLine } from '../../../oncall/messages/standing.ts';
import { type PageView, viewPage, viewPagesOf } from '../../../oncall/view.ts';
import { authorsOf } from '../authors.ts';
import type { Desk, Renderer } from '../feature.ts';
import type { Reach } from './reach.ts';

type Services = Pick<Desk, 'store' | 'config' | 'people' | 'channelId'>;

/** One renderer for each kind of post about pages. */
export function createRenderers({
  store,
  config,
  people,
  channelId,
}: Services): Record<string, Renderer> {
  const view = async (id: string | undefined, now: number): Promise<PageView | undefined> =>
    viewPage(await store.pages.byId(Number(id)), store, { settings: config, now });

  async function incidentOf({ page }: PageView): Promise<IncidentView | undefined> {
    if (page.incident === null) return undefined;
    const [post] = await store.posts.bySubject('incident', String(page.incident));
    const channel = post?.channel ?? channelId('');
    return viewIncident({ id: page.incident, channel }, store);
  }

  /** The incident as its channel sees it. */
  async function incident(of: PageView, now: number): Promise<Message | undefined> {
    const seen = await incidentOf(of);
    return seen && incidentMessage(seen, await authorsOf(seen, people), now);
  }

  return {
    async page(post, now) {
      const [id, nth] = post.subject.split(':');
      const found = await view(id, now);
      const call = found?.calls[Number(nth)];
      if (!found || !call) return null;
      return callMessage(found, call, { about: await incident(found, now), now });
    },
    async 'page-card'(post, now) {
      const found = await view(post.subject, now);
      return found ? pageCard(found, now) : null;
    },
    async 'page-note'(post, now) {
      const [id, what = ''] = post.subject.split(':');
      const found = await view(id, now);
      if (!found) return null;
      const about = (await incident(found, now)) ?? pageCard(found, now);
      return pageNote(found, { what, about }) ?? null;
    },
    async 'page-ask'(post, now) {
      const [id, asked] = post.subject.split(':');
      const found = await view(id, now);
      if (!found) return null;
      const seen = found.page.title === null ? await incidentOf(found) : undefined;
      const about = found.page.title ?? (seen ? streamName(seen.stream) : 'An incident');
      const askedAt = Number(asked);
      return stillOnIt(found, { about, at: askedAt, answerBy: askedAt + answerWithinMs }, now);
    },
  };
}

/** How long a message waits for Slack to say who somebody is. */
const slackMs = 300;

/** Who is called about an incident, in its own message. */
export function createAboutIncident(
  { store, config }: Services,
  reach: Reach,
): Desk['aboutIncident'] {
  return async (incident, now) => {
    const lines: Inline[][] = [];
    for (const view of await viewPagesOf(incident, store, { settings: config, now })) {
      const { first } = view;
      // The first ping waits for nothing slow: without an answer their name stands there.
      const slack = first && (await within(slackMs, reach.slackOf(first)));
      lines.push(onCallLine(view, (person) => (slack ? mention(slack) : person), now));
    }
    return lines;
  };
}
