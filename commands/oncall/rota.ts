import { z } from 'zod';
import { teamMeant, teamNamed } from '../../src/oncall/asked.ts';
import { rotaTable } from '../../src/oncall/messages/rota.ts';
import { shiftsOfTeam } from '../../src/oncall/overview.ts';
import { defineSubcommand } from '../define.ts';
import { howManyWeeks, nameTooLong, upToWeeks, weeksNumber } from '../messages.ts';

const week = 7 * 86_400_000;
const mostWeeks = 26;
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
    team: z.string().max(80, nameTooLong).optional(),
    weeks: z
      .string(howManyWeeks)
      .regex(/^\d{1,2}$/, weeksNumber)
      .transform(Number)
      .refine((many) => many >= 1 && many <= mostWeeks, upToWeeks(mostWeeks))
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
