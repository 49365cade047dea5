import type { Clock } from '../core/clock.ts';
import type { SlackApi } from './api.ts';
import type { SlackUser } from './directory.ts';
import { SlackFailure } from './failure.ts';

/** A person as `baton.yml` names them. */
export type ConfiguredPerson = { name: string; slack?: string; github?: string; email?: string };

/** What of a person tells who they are in Slack. */
export type Reachable = { slack?: string | null; email?: string | null };

/** Who stands behind a commit, as far as GitHub and git say. */
export type Author = { login: string | null; email: string | null; name?: string };

export type People = {
  /** Undefined where Slack knows no such person, or cannot be asked now. */
  bySlackId(id: string): Promise<SlackUser | undefined>;
  /**
   * The Slack id of a commit's author: by login, then by e-mail, as `baton.yml` says; by the login
   * that somebody has linked; then by Slack's own e-mail addresses. Never by a display name, which anybody can choose. Undefined where
   * nobody is known for certain, or Slack cannot be asked now.
   */
  forCommit(author: Author): Promise<string | undefined>;
  /** The Slack id of somebody whom `baton.yml` names: as it says, or by their e-mail address. */
  idOf(person: Reachable): Promise<string | undefined>;
  /** Slack ids of a user group's members; what was known before, where Slack cannot be asked now. */
  groupMembers(group: string): Promise<string[]>;
};

/** What of the store is needed. */
export type PeopleMemory = {
  get<T>(space: string, key: string): Promise<T | undefined>;
  set(space: string, key: string, value: unknown, now: number): Promise<void>;
};

const space = 'slack-people';
const hitMs = 24 * 60 * 60_000;
const missMs = 60 * 60_000;
/** People come and go in groups, and roles hang on it. */
const groupMs = 10 * 60_000;

export function createPeople(options: {
  configured: readonly ConfiguredPerson[];
  api: Pick<SlackApi, 'userById' | 'userByEmail' | 'userGroupMembers'>;
  memory: PeopleMemory;
  clock: Clock;
  /** The Slack id of whoever has linked themselves to a GitHub login. */
  linked?: (login: string) => Promise<string | undefined>;
}): People {
  const { api, configured } = options;
  const remembered = remember(options.memory, options.clock);
  const byLogin = index(configured, ({ github }) => github);
  const byEmail = index(configured, ({ email }) => email);

  const idByEmail = async (email: string): Promise<string | undefined> => {
    const ask = async () => (await api.userByEmail(email))?.id;
    return remembered(`email:${email}`, ask, (id) => (id ? hitMs : missMs));
  };
  const idOf = async (person: Reachable): Promise<string | undefined> => {
    if (person.slack) return person.slack;
    return person.email ? idByEmail(person.email.toLowerCase()) : undefined;
  };

  return {
    bySlackId: (id) =>
      remembered(
        `user:${id}`,
        () => api.userById(id),
        (user) => (user ? hitMs : missMs),
      ),
    async forCommit(author) {
      const email = author.email?.trim().toLowerCase() ?? '';
      const noreply = loginOfNoreply(email);
      const login = author.login ?? noreply;
      const person = byLogin.get(login?.toLowerCase() ?? '') ?? byEmail.get(email);
      if (person) return idOf(person);
      const proven = login ? await options.linked?.(login) : undefined;
      if (proven) return proven;
      return email.includes('@') && !isNoreply(email) ? idByEmail(email) : undefined;
    },
    idOf,
    async groupMembers(group) {
      const members = await remembered(
        `group:${group}`,
        () => api.userGroupMembers(group),
        () => groupMs,
      );
      return members ?? [];
    },
  };
}

function index(
  people: readonly ConfiguredPerson[],
  key: (person: ConfiguredPerson) => string | undefined,
): ReadonlyMap<string, ConfiguredPerson> {
  return new Map(
    people.flatMap((person): [string, ConfiguredPerson][] => {
      const value = key(person);
      return value ? [[value.toLowerCase(), person]] : [];
    }),
  );
}

const isNoreply = (email: string): boolean =>
  /@users\.noreply\.github\.com$|^noreply@github\.com$/.test(email);

/** GitHub's private addresses carry the login: `dana-gh@…` or `123+dana-gh@users.noreply.github.com`. */
export const loginOfNoreply = (email: string): string | null =>
  /^(?:\d+\+)?([^@+]+)@users\.noreply\.github\.com$/.exec(email)?.[1] ?? null;

/** Asks once, keeps the answer (an absence, too) for its time, and falls back on an old one where Slack fails. */
function remember(memory: PeopleMemory, clock: Clock) {
  const asking = new Map<string, Promise<unknown>>();

  const askAnew = async <T>(
    key: string,
    ask: () => Promise<T | undefined>,
    old: Kept<T> | undefined,
  ): Promise<T | undefined> => {
    try {
      const value = await ask();
      await memory.set(space, key, { value: value ?? null, at: clock.now() }, clock.now());
      return value;
    } catch (thrown) {
      if (!(thrown instanceof SlackFailure)) throw thrown;
      return old?.value ?? undefined;
    }
  };

  return async <T>(
    key: string,
    ask: () => Promise<T | undefined>,
    keepMs: (value: T | undefined) => number,
  ): Promise<T | undefined> => {
    const kept = await memory.get<Kept<T>>(space, key);
    if (kept && clock.now() - kept.at < keepMs(kept.value ?? undefined))
      return kept.value ?? undefined;
    const already = asking.get(key) as Promise<T | undefined> | undefined;
    const answer = already ?? askAnew(key, ask, kept).finally(() => asking.delete(key));
    asking.set(key, answer);
    return answer;
  };
}

type Kept<T> = { value: T | null; at: number };
