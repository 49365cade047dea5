import { describe, expect, test } from 'vitest';
import { personMeant } from '../../src/oncall/calendar.ts';
import { openWorld } from '../helpers/world.ts';

const people = [
  { person: 'omar', email: 'omar@acme.dev', name: 'Omar Haddad' },
  { person: 'lee', email: null, name: 'Lee Ann' },
  { person: 'mia', email: 'mia@acme.dev', name: null },
];
const meant = (title: string, ...emails: string[]) =>
  personMeant({ title, attendees: emails.map((email) => ({ email, name: null })) }, people);

describe('an event of a calendar means', () => {
  test.each([
    ['whoever takes part', meant('On call', 'omar@acme.dev'), 'omar'],
    [
      'whoever takes part, whatever its title says',
      meant('Lee Ann is away', 'mia@acme.dev'),
      'mia',
    ],
    ['an address in the title', meant('OMAR@acme.dev'), 'omar'],
    ['a name in the title', meant('On Call - Lee Ann - Operations'), 'lee'],
    ['a name of baton.yml', meant('ops: mia'), 'mia'],
    ['nobody by a part of a word', meant('Leeds office'), undefined],
    ['a name behind a word that it is a part of', meant('Academia: mia'), 'mia'],
    ['nobody where it names two', meant('omar or mia'), undefined],
    ['nobody where it names none', meant('Standby'), undefined],
  ])('%s', (_what, person, expected) => expect(person).toBe(expected));
});

const yml = `
timezone: UTC
repositories: [{ match: acme/*, channel: '#builds', team: ops }]
teams:
  ops:
    name: Operations
    channel: '#ops'
    members: [omar]
    on_call: [{ layer: primary, ical: 'https://127.0.0.1/secret-token.ics' }]
people:
  omar: { slack: U0OMAR }
`;
const hour = 3_600_000;

test('a calendar that cannot be read keeps what it said last, and is warned of once', async () => {
  const { store, clock, settle, slash, read, logged, github, slack } = await openWorld({
    yml,
    log: 'debug',
  });
  const entries = [{ person: 'omar', from: clock.now() - hour, until: clock.now() + 200 * hour }];
  const state = { etag: null, readAt: 1, error: null, failingSince: null };
  await store.calendars.put('ops', 'primary', { ...state, entries });
  await settle();
  expect(await slash('omar', '/oncall')).toContain('primary: omar until');
  expect(await slash('omar', '/oncall')).toContain('The calendar of primary cannot be read');
  await github.run('acme/api', 'CI', 'failure');
  await settle();
  expect(read('#builds')[0]).toContain('On call: @omar');
  expect(read('#ops')).toEqual([]);
  for (const _ of [1, 2, 3]) {
    clock.advance(hour);
    await settle();
  }
  const [told, ...more] = read('#ops', 'I cannot read the calendar of Operations (primary)');
  expect(more).toEqual([]);
  expect(told).toContain('it leads into a private network');
  const warned = logged.filter((line) => line.includes('cannot read a calendar'));
  expect(warned).toHaveLength(1);
  expect([...logged, ...slack.history.map((entry) => JSON.stringify(entry))].join()).not.toContain(
    'secret-token',
  );
});
