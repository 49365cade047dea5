import { z } from 'zod';
import { name } from '../../src/core/args.ts';
import type { DigestPlan } from '../../src/core/digests.ts';
import { shapeOf } from '../../src/reports/schedule.ts';
import { type Context, defineSubcommand } from '../define.ts';
import { tooLong, whichRepositories } from '../messages.ts';

/** The parts of a digest that can be named. */
export const shapeArgs = {
  repos: z.string(whichRepositories).max(500, tooLong).optional(),
  team: name.optional(),
  sections: name.optional(),
  edition: name.optional(),
};

/** The slot before is less than a day ago, so that a day is the least that it is about. */
const everyMinute = '* * * * *';

type Typed = { [Name in keyof typeof shapeArgs]?: string | undefined };

/** What was typed as a plan for this channel that is about the twenty-four hours before. */
export async function planHere(typed: Typed, context: Context): Promise<DigestPlan> {
  const { store, reports, channel, zone } = context;
  const repositories = (await store.repositories.list()).map((repository) => repository.name);
  const shape = shapeOf(typed, { repositories, teams: reports.teams });
  return { ...shape, channel: channel.id, timezone: zone, at: everyMinute };
}

async function forMe(typed: Typed, context: Context) {
  const { reports, user, now } = context;
  const plan = await planHere(typed, context);
  return reports.preview(plan, { key: `asked-${user}-${now}`, now });
}

/** The bare command. */
export const overview = defineSubcommand({
  name: '',
  usage: '/digest',
  summary: 'How builds stand and what to mend first, for you alone',
  examples: ['/digest'],
  allow: 'everyone',
  args: z.object({}),
  run: (_args, context) => forMe({}, context),
});

/** One for the eyes of whoever asks. */
export const preview = defineSubcommand({
  name: 'preview',
  usage: '/digest preview [--repos acme/*] [--team dev] [--sections red,fixes] [--edition weekly]',
  summary: 'A digest of now, for you alone',
  examples: ['/digest preview', '/digest preview --edition weekly'],
  allow: 'everyone',
  args: z.object(shapeArgs),
  run: forMe,
});
