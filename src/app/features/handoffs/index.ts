import { partOf } from '../../../handoffs/lists.ts';
import { homePart } from '../../../handoffs/messages/lists.ts';
import type { Desk, Feature } from '../feature.ts';
import { dialogs } from './dialogs.ts';
import { createLinks } from './links.ts';
import { createActorOf, createDoing, presses } from './presses.ts';
import { createRenderers, createView } from './render.ts';
import { createServices } from './services.ts';
import { shortcuts } from './shortcuts.ts';
import { createWork } from './work.ts';

/** At most so many are looked through for the Home tab. */
const most = 200;

/** Work on its way from one team to the next. */
export function handoffs(desk: Desk): Feature {
  const { store, now, members, config } = desk;
  const { view, namesOf } = createView(desk);
  const links = createLinks(desk);
  const services = createServices(desk, { view, namesOf, links });
  const actorOf = createActorOf(desk);
  const doing = createDoing(desk, { view, actorOf });

  async function home(user: string) {
    const toTeams = (await members.teamsOf(user)).map(({ id }) => id);
    const found = await store.handoffs.list({ toTeams, person: user, sender: user, limit: most });
    const of = (part: 'todo' | 'sent') =>
      Promise.all(
        found
          .filter((handoff) => partOf(handoff, user, toTeams) === part)
          .map(async (handoff) => ({ ...handoff, link: await links.ofNewest(handoff) })),
      );
    const [mine, sent] = await Promise.all([of('todo'), of('sent')]);
    const people = found.flatMap(({ current: { sender, holder, addressee } }) =>
      [sender, holder, addressee].filter((one) => one !== null),
    );
    const part = homePart(
      { mine, sent },
      {
        ...{ teams: config.teams, now: now() },
        names: await namesOf(people),
        undelivered: await services.undelivered(),
      },
    );
    return [part];
  }

  return {
    presses: presses(desk, { services, doing, actorOf }),
    dialogs: dialogs(desk, { services, links, doing }),
    shortcuts: shortcuts(desk, services),
    renderers: createRenderers(desk, { view, links }),
    work: createWork(desk),
    home,
    services: { handoffs: services },
  };
}
