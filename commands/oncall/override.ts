import { z } from 'zod';
import { UserError } from '../../src/core/errors.ts';
import type { Team } from '../../src/core/settings.ts';
import { personNamed, spanOf, teamMeant, teamNamed } from '../../src/oncall/asked.ts';
import {
  endOverride,
  override as make,
  overrideNumbered,
  whoAgain,
  whoWouldBe,
} from '../../src/oncall/change.ts';
import { overrideEnded, overrideMade } from '../../src/oncall/messages/changes.ts';
import { noSuchLayer, teamAtTheEnd, teamGone } from '../../src/oncall/messages/mistakes.ts';
import { overrideList } from '../../src/oncall/messages/rota.ts';
import { tellEnded, tellOverride } from '../../src/oncall/notices.ts';
import { type Context, defineSubcommand } from '../define.ts';
import {
  fromWhenUntilWhen,
  nameTooLong,
  overrideNumber,
  tooLong,
  whichLayer,
  whichOverride,
  whom,
} from '../messages.ts';

const usage = '/oncall override @person from fri 6pm until mon 9am [for team] [--layer primary]';

/** Puts somebody on call for a while. */
export const override = defineSubcommand({
  name: 'override',
  usage,
  summary: 'Put somebody on call for a while, in the place of whoever it would be',
  examples: [
    '/oncall override @lee from fri 6pm until mon 9am',
    '/oncall override @lee for 4h --layer secondary',
  ],
  allow: 'everyone',
  looks: false,
  positional: ['who', '...when'],
  args: z.object({
    who: z.string(whom).max(80, nameTooLong),
    when: z.string(fromWhenUntilWhen).max(200, tooLong).optional(),
    layer: z.string(whichLayer).max(50, nameTooLong).optional(),
  }),
  async run({ who, when = '', layer }, context) {
    const { store, now, zone, user, onCall } = context;
    const person = await personNamed(who, onCall);
    // The zone is the team's, and only the words say which team.
    const said = spanOf(when, { now, zone });
    const team = await teamFor(said.team, person, context);
    await mayChange(team, context);
    const span = spanOf(when, { now, zone: team.timezone });
    const wish = { ...span, team, layer: layerNamed(layer, team), person, by: user };
    // Slack is asked who they are before anything is locked.
    const faces = await onCall.faces([person, ...(await whoWouldBe(team, wish, { tx: store }))]);
    const { made, instead } = await store.transaction(async (tx) => {
      const done = await make(wish, { tx, now });
      await tellOverride(done, faces, { tx, now });
      return done;
    });
    return overrideMade(made, instead, { team, faces });
  },
});

/** Everything that differs from the rotation. */
export const overrides = defineSubcommand({
  name: 'overrides',
  usage: '/oncall overrides [team]',
  summary: 'Who stands in for whom, now and later',
  examples: ['/oncall overrides', '/oncall overrides ops'],
  allow: 'everyone',
  positional: ['team'],
  args: z.object({ team: z.string().max(80, nameTooLong).optional() }),
  async run({ team: typed }, { store, now, onCall }) {
    const team = typed === undefined ? undefined : teamNamed(typed, onCall.teams);
    const found = await store.overrides.endingAfter(now, team?.id);
    const faces = await onCall.faces(found.map(({ person }) => person));
    const sorted = found.sort((a, b) => a.from - b.from);
    return overrideList(sorted, { teams: onCall.teams, faces });
  },
});

/** Ends an override. */
export const remove = defineSubcommand({
  name: 'remove',
  usage: '/oncall remove <number of an override>',
  summary: 'Take an override back',
  examples: ['/oncall remove 3'],
  allow: 'everyone',
  looks: false,
  positional: ['number'],
  args: z.object({
    number: z
      .string(whichOverride)
      .regex(/^#?\d{1,9}$/, overrideNumber)
      .transform((text) => Number(text.replace('#', ''))),
  }),
  async run({ number }, context) {
    const { store, now, user, onCall } = context;
    const found = await overrideNumbered(number, { tx: store, now });
    const team = onCall.teams.find(({ id }) => id === found.team);
    if (!team) throw new UserError(teamGone);
    await mayChange(team, context);
    const wish = { by: user, teams: onCall.teams };
    // Slack is asked who they are before anything is locked.
    const again = await whoAgain(found, team, { tx: store, now });
    const faces = await onCall.faces([found.person, ...again]);
    const ended = await store.transaction(async (tx) => {
      const done = await endOverride(number, wish, { tx, now });
      await tellEnded(done, { by: user, faces }, { tx, now });
      return done.ended;
    });
    return overrideEnded(ended, { team, faces });
  },
});

/** The people of a team change its shifts themselves; for another team's that needs a role. */
async function mayChange(team: Team, { user, permit, onCall }: Context): Promise<void> {
  if (await onCall.belongs(user, team)) return;
  await permit({ role: 'operator', command: 'override' });
}

async function teamFor(
  typed: string | undefined,
  person: string,
  { user, onCall }: Context,
): Promise<Team> {
  if (typed !== undefined) return teamNamed(typed, onCall.teams);
  const takesTurns = async (team: Team) =>
    team.onCall.some(({ people }) => people.includes(person)) || (await onCall.belongs(user, team));
  return teamMeant(onCall.teams, takesTurns, teamAtTheEnd);
}

function layerNamed(typed: string | undefined, { name, onCall }: Team): string {
  const layers = onCall.map(({ layer }) => layer);
  const found = layers.find((layer) => layer.toLowerCase() === typed?.toLowerCase());
  const layer = typed === undefined ? layers[0] : found;
  if (layer !== undefined) return layer;
  throw new UserError(...noSuchLayer({ team: name, typed }, layers));
}
