import { z } from 'zod';
import { name } from '../../src/core/args.ts';
import { worksAt } from '../../src/core/working-hours.ts';
import { mostSaid } from '../../src/handoffs/messages/forms.ts';
import { offeredAnswer } from '../../src/handoffs/messages/show.ts';
import { defineSubcommand } from '../define.ts';
import { flagTooLong, sayItWithin, toWhichTeam } from '../messages.ts';

const flag = name.max(500, flagTooLong).optional();

/** Hands something over. */
export const offer = defineSubcommand({
  name: 'offer',
  usage:
    '/handoff <team> "what is to be done" [--to @person] [--due "tomorrow 5pm"] [--run address] [--done-when "CI green on main"]',
  summary: 'Hand something over to a team',
  examples: [
    '/handoff qa "2.4 is on staging, please test checkout" --due "tomorrow 5pm"',
    '/handoff ops "Roll out 2.4" --to @omar --done-when "Deploy green on main in acme/api"',
  ],
  allow: 'everyone',
  looks: false,
  positional: ['team', '...what'],
  args: z.object({
    team: z.string(toWhichTeam),
    what: z.string().max(mostSaid, sayItWithin(mostSaid)).default(''),
    to: flag,
    due: flag,
    run: flag,
    'done-when': flag,
  }),
  async run(args, { handoffs, incident, user, request, now }) {
    const { 'done-when': doneWhen, ...typed } = args;
    const view = await handoffs.offer({ ...typed, doneWhen, incident }, { user, request });
    const team = handoffs.teams.find(({ id }) => id === view.handoff.current.toTeam);
    return offeredAnswer(view, { now, resting: team !== undefined && !worksAt(now, team) });
  },
});
