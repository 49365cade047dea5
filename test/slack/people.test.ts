import { describe, expect, test } from 'vitest';
import { refused } from '../../src/slack/failure.ts';
import { createPeople, loginOfNoreply } from '../../src/slack/people.ts';

const hour = 60 * 60_000;

function world() {
  const kept = new Map<string, unknown>();
  const asked: string[] = [];
  const emails = new Map([['mina@acme.dev', 'U0MINA']]);
  const clock = { at: 1_000_000, now: () => clock.at };
  const slack = { down: false };
  const answer = <T>(what: string, value: T): T => {
    asked.push(what);
    if (slack.down) throw refused('users.info', { error: 'internal_error' });
    return value;
  };
  const user = (id: string) => ({
    ...{ id, name: id, email: null, timezone: null, bot: false, deactivated: false },
  });
  const people = createPeople({
    configured: [
      { name: 'dana', slack: 'U0DANA', github: 'Dana-GH', email: 'dana@acme.dev' },
      { name: 'omar', github: 'omar-gh', email: 'omar@acme.dev' },
    ],
    api: {
      userByEmail: async (email) => {
        const id = emails.get(email);
        return answer(email, id ? user(id) : undefined);
      },
      userById: async (id) => answer(id, id === 'U0GONE' ? undefined : user(id)),
      userGroupMembers: async (group) => answer(group, ['U0DANA', 'U0OMAR']),
    },
    memory: {
      get: async <T>(_space: string, key: string) => kept.get(key) as T | undefined,
      set: async (_space, key, value) => void kept.set(key, value),
    },
    clock,
    linked: async (login) => (login === 'lee-gh' ? 'U0LEE' : undefined),
  });
  return { people, asked, emails, clock, slack };
}

describe('who stands behind a commit', () => {
  test('the config says it by login, whatever its case', async () => {
    const { people, asked } = world();
    expect(await people.forCommit({ login: 'dana-gh', email: null })).toBe('U0DANA');
    expect(asked).toEqual([]);
  });

  test("the config says it by e-mail, and by the login in GitHub's private address", async () => {
    const { people } = world();
    expect(await people.forCommit({ login: null, email: 'Dana@acme.dev' })).toBe('U0DANA');
    const email = '123+dana-gh@users.noreply.github.com';
    expect(await people.forCommit({ login: null, email })).toBe('U0DANA');
  });

  test('somebody has proven that the login is theirs', async () => {
    const { people, asked } = world();
    expect(await people.forCommit({ login: 'lee-gh', email: 'lee@home.org' })).toBe('U0LEE');
    expect(asked).toEqual([]);
  });

  test('a configured person without a Slack id is found by their e-mail address', async () => {
    const { people, emails } = world();
    emails.set('omar@acme.dev', 'U0OMAR');
    expect(await people.forCommit({ login: 'omar-gh', email: 'private@home.org' })).toBe('U0OMAR');
  });

  test('Slack says it by e-mail; nobody is guessed by name', async () => {
    const { people, asked } = world();
    expect(await people.forCommit({ login: null, email: 'mina@acme.dev' })).toBe('U0MINA');
    expect(await people.forCommit({ login: 'x', email: 'dana@evil.org', name: 'dana' })).toBe(
      undefined,
    );
    expect(asked).toEqual(['mina@acme.dev', 'dana@evil.org']);
  });

  test("GitHub's private addresses are never asked about", async () => {
    const { people, asked } = world();
    await people.forCommit({ login: null, email: '49+bot[bot]@users.noreply.github.com' });
    await people.forCommit({ login: null, email: 'noreply@github.com' });
    await people.forCommit({ login: null, email: 'not an address' });
    expect(asked).toEqual([]);
  });
});

describe('what is remembered', () => {
  test('a hit for a day, a miss for an hour', async () => {
    const { people, asked, emails, clock } = world();
    const mina = { login: null, email: 'mina@acme.dev' };
    const late = { login: null, email: 'late@acme.dev' };
    await people.forCommit(mina);
    await people.forCommit(late);
    emails.set('late@acme.dev', 'U0LATE');
    clock.at += hour - 1;
    expect(await people.forCommit(late)).toBe(undefined);
    clock.at += 1;
    expect(await people.forCommit(late)).toBe('U0LATE');
    clock.at += 22 * hour;
    await people.forCommit(mina);
    expect(asked.filter((each) => each === 'mina@acme.dev')).toHaveLength(1);
  });

  test('many asking at once ask Slack once', async () => {
    const { people, asked } = world();
    await Promise.all(Array.from({ length: 5 }, () => people.bySlackId('U0DANA')));
    expect(asked).toEqual(['U0DANA']);
  });

  test('while Slack is down, what was known before holds, and a miss is not remembered', async () => {
    const { people, clock, slack } = world();
    await people.groupMembers('S1');
    clock.at += hour;
    slack.down = true;
    expect(await people.groupMembers('S1')).toEqual(['U0DANA', 'U0OMAR']);
    expect(await people.bySlackId('U0MINA')).toBe(undefined);
    slack.down = false;
    expect(await people.bySlackId('U0MINA')).toMatchObject({ id: 'U0MINA' });
  });
});

test.each([
  ['123+dana-gh@users.noreply.github.com', 'dana-gh'],
  ['dana-gh@users.noreply.github.com', 'dana-gh'],
  ['dana@acme.dev', null],
])('%s belongs to %s', (email, login) => {
  expect(loginOfNoreply(email)).toBe(login);
});
