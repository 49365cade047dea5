import { expect, vi } from 'vitest';
import type { MessageView } from '../../sandbox/slack/index.ts';
import type { World } from '../helpers/world.ts';

/** Dev hands to QA, QA to ops; ops sits in Kolkata, and nobody is in the team called void. */
export const handoffYml = `
timezone: Europe/Berlin
repositories:
  - { match: acme/*, branches: [main], channel: '#builds', team: dev }
teams:
  dev: { name: Development, channel: '#dev', members: [dana], lead: dana }
  qa:
    name: QA
    channel: '#qa'
    members: [quinn, mina]
    lead: mina
    working_hours: mon-fri 09:00-17:00
    holidays: [2026-12-25]
    handoffs: { accept_within: 1h, finish_within: 1d }
  ops:
    name: Operations
    channel: '#ops'
    members: [omar]
    lead: omar
    timezone: Asia/Kolkata
    handoffs: { accept_within: 30m, finish_within: 1d, checklist: [Rollback tested, Runbook read] }
  void: { name: Void, members: [omar] }
people:
  dana: { slack: U0DANA, github: dana-gh, email: dana@acme.dev }
  quinn: { slack: U0QUINN, github: quinn-gh, email: quinn@acme.dev }
  omar: { slack: U0OMAR, github: omar-gh, email: omar@acme.dev }
  mina: { slack: U0MINA, github: mina-gh, email: mina@acme.dev }
`;

/** Baton acknowledges a press before it acts. */
const quick = { interval: 5, timeout: 3000 };

/** What people do with handoffs, in a world. */
export function handoffsIn(world: World) {
  const message = (channel: string, name: string): MessageView => {
    const { messages } = world.slack.channel(channel);
    const found = messages.find(({ plain }) => plain.includes(`${name} ·`));
    if (!found) throw new Error(`${name} does not stand in ${channel}`);
    return found;
  };
  return {
    message,
    /** The thread below it, without the message itself. */
    thread: (channel: string, name: string): string[] =>
      world.slack
        .channel(channel)
        .thread(message(channel, name))
        .slice(1)
        .map(({ plain }) => plain),
    /** Types the command, and answers the name that the handoff got. */
    async offer(who: string, words: string): Promise<string> {
      const said = await world.slash(who, `/handoff ${words}`);
      await world.settle();
      const [name] = /H-\d+/.exec(said) ?? [];
      if (!name) throw new Error(said);
      return name;
    },
    /** Presses a button of its message, fills in the form that opens, and answers what they are told privately. */
    async press(who: string, at: MessageView, button: string, fields?: object): Promise<string> {
      const person = world.slack.as(who);
      const told = person.ephemerals().length;
      const answered = () => person.ephemerals().length > told || person.viewsOpen().length > 0;
      const acts = async () => (await world.store.audit.list({ limit: 1000 })).length;
      const before = await acts();
      await person.press(at, button);
      await vi.waitFor(async () => expect(answered() || (await acts()) > before).toBe(true), quick);
      const view = person.viewsOpen().at(-1);
      if (view && fields) {
        const outcome = await person.submit(view, { ...fields });
        if (person.viewsOpen().length > 0) return JSON.stringify(outcome);
      }
      await world.settle();
      const said = person.ephemerals().slice(told);
      return said.map(({ plain }) => plain).join('\n');
    },
    /** What somebody was told privately, the newest last. */
    told: (who: string): string[] =>
      world.slack
        .as(who)
        .dm()
        .messages.map(({ plain }) => plain),
  };
}
