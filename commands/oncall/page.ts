import { z } from 'zod';
import { UserError } from '../../src/core/errors.ts';
import { teamNamed } from '../../src/oncall/asked.ts';
import { chainOf } from '../../src/oncall/chain.ts';
import { paged } from '../../src/oncall/messages/changes.ts';
import { whyWanted } from '../../src/oncall/messages/mistakes.ts';
import { pageByHand } from '../../src/oncall/open.ts';
import { dutyOf, rosterOf } from '../../src/oncall/world.ts';
import { defineSubcommand } from '../define.ts';
import { nameTooLong, sayItWithin, whichTeam, whyCalled } from '../messages.ts';

const usage = '/oncall page <team> "checkout is down"';
/** So that it is told whole in one line. */
const mostReason = 200;

/** Calls the person on call by hand. */
export const page = defineSubcommand({
  name: 'page',
  usage,
  summary: 'Call whoever is on call for a team',
  examples: ['/oncall page ops "checkout is down"'],
  allow: 'everyone',
  looks: false,
  positional: ['team', '...why'],
  args: z.object({
    team: z.string(whichTeam).max(80, nameTooLong),
    why: z.string(whyCalled).max(mostReason, sayItWithin(mostReason)).optional(),
  }),
  async run({ team: typed, why = '' }, { store, now, user, channel, onCall }) {
    const team = teamNamed(typed, onCall.teams);
    if (why.trim() === '') throw new UserError(...whyWanted(usage));
    const me = (await onCall.personBySlack(user)) ?? user;
    const place = team.channel === null ? channel.id : onCall.channelId(team.channel);
    const wish = { team, title: why.trim(), user, channel: place };
    const made = await store.transaction((tx) => pageByHand(wish, { tx, now }));
    const chain = chainOf(team, dutyOf(await rosterOf(team, now, store), now), me);
    const faces = await onCall.faces(chain.map(({ person }) => person));
    return paged(made, chain, { team, faces });
  },
});
