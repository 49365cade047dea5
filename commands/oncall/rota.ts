import { z } from 'zod';
import { teamMeant, teamNamed } from '../../src/oncall/asked.ts';
import { rotaTable } from '../../src/oncall/messages/rota.ts';
import { shiftsOfTeam } from '../../src/oncall/overview.ts';
import { defineSubcommand } from '../define.ts';

const week = 7 * 86_400_000;
const usage = '/oncall rota [team] [--weeks 4]';

/** The shifts that come. */
export const rota = defineSubcommand({
  name: 'rota',
  usage,
  summary: 'The shifts of a team that come',
  examples: ['/oncall rota ops', '/oncall rota ops --weeks 4'],
  allow: 'everyone',
  positional: ['team'],
  args: z.object({
    team: z.string().max(80, 'That name is too long.').optional(),
    weeks: z
      .string('How many weeks?')
      .regex(/^\d{1,2}$/, 'Weeks are a number, like 4.')
      .transform(Number)
      .refine((many) => many >= 1 && many <= 26, 'I show 1 to 26 weeks.')
      .default(2),
  }),
  async run({ team: typed, weeks }, { store, now, user, onCall }) {
    const team = typed
      ? teamNamed(typed, onCall.teams)
      : await teamMeant(onCall.teams, (each) => onCall.belongs(user, each), `Type \`${usage}\`.`);
    const shifts = await shiftsOfTeam(team, { from: now, until: now + weeks * week }, store);
    const faces = await onCall.faces(shifts.map(({ person }) => person));
    return rotaTable(team, shifts, { weeks, faces, now });
  },
});
