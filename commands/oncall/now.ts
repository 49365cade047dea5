import { z } from 'zod';
import { withRotation } from '../../src/oncall/asked.ts';
import { nowAndNext } from '../../src/oncall/messages/rota.ts';
import { viewTeam } from '../../src/oncall/overview.ts';
import { defineSubcommand } from '../define.ts';

/** Who is on call now and next, every team. */
export const now = defineSubcommand({
  name: 'now',
  usage: '/oncall',
  summary: 'Who is on call now and next, every team',
  examples: ['/oncall'],
  allow: 'everyone',
  args: z.object({}),
  async run(_args, { store, now: at, onCall }) {
    const views = [];
    for (const team of withRotation(onCall.teams)) views.push(await viewTeam(team, at, store));
    const people = views.flatMap(({ layers }) =>
      layers.flatMap((layer) => [layer.now?.person, layer.next?.coming?.person]),
    );
    const faces = await onCall.faces(people.filter((person) => person !== undefined));
    return nowAndNext(views, faces);
  },
});
