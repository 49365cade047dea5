import { z } from 'zod';
import { UserError } from '../../src/core/errors.ts';
import { teamNamed, withRotation } from '../../src/oncall/asked.ts';
import { noShift } from '../../src/oncall/messages/mistakes.ts';
import { myShiftsToOffer } from '../../src/oncall/messages/rota.ts';
import { shiftsOfOne } from '../../src/oncall/overview.ts';
import { defineSubcommand } from '../define.ts';
import { nameTooLong } from '../messages.ts';

const ahead = 60 * 86_400_000;
const mostShown = 6;

/** Offers a shift to the others. */
export const swap = defineSubcommand({
  name: 'swap',
  usage: '/oncall swap [team]',
  summary: 'Offer a shift of yours to the others of the team',
  examples: ['/oncall swap', '/oncall swap ops'],
  allow: 'everyone',
  looks: false,
  positional: ['team'],
  args: z.object({ team: z.string().max(80, nameTooLong).optional() }),
  async run({ team: typed }, { store, now, user, onCall }) {
    const all = withRotation(onCall.teams);
    const teams = typed === undefined ? all : [teamNamed(typed, onCall.teams)];
    const me = (await onCall.personBySlack(user)) ?? user;
    const span = { teams, from: now, until: now + ahead };
    const mine = await shiftsOfOne(me, span, store);
    if (mine.length === 0) throw new UserError(...noShift);
    return myShiftsToOffer(mine.slice(0, mostShown), { teams: onCall.teams });
  },
});
