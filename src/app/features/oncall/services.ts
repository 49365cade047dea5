import { belongsTo, personOf } from '../../../core/people.ts';
import type { OnCallServices } from '../../../oncall/services.ts';
import type { Desk } from '../feature.ts';
import type { Reach } from './reach.ts';

type Services = Pick<Desk, 'config' | 'members' | 'people' | 'channelId'>;

/** What the commands about being on call are handed. */
export function createServices(desk: Services, reach: Reach): OnCallServices {
  const { config, members, people, channelId } = desk;
  async function personBySlack(id: string): Promise<string | undefined> {
    const known = personOf(config, await members.memberOf(id));
    if (known) return known.id;
    return (await people.bySlackId(id)) ? id : undefined;
  }
  return {
    teams: config.teams,
    people: config.people.map(({ id }) => id),
    faces: reach.faces,
    personBySlack,
    channelId,
    async belongs(user, team) {
      const member = await members.memberOf(user);
      const person = personOf(config, member)?.id ?? user;
      return (
        belongsTo(config, team, member) ||
        team.onCall.some((layer) => layer.people.includes(person))
      );
    },
  };
}
