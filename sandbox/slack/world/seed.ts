/** Who and what a workspace begins with. */

export type SeedUser = {
  /** Default: `U0` and the name in capitals. */
  id?: string;
  name: string;
  real_name?: string;
  title?: string;
  email?: string;
  tz?: string;
  avatar?: string;
  color?: string;
  is_bot?: boolean;
  is_admin?: boolean;
  /** A deactivated account. */
  deleted?: boolean;
};

export type SeedChannel = {
  /** Default: `C0` and the name in capitals, without signs. */
  id?: string;
  /** With or without `#`. */
  name: string;
  topic?: string;
  private?: boolean;
  archived?: boolean;
  /** By name; default: everyone. */
  members?: string[];
  /** Whether the app's bot is in it; default true. */
  bot?: boolean;
};

export const PEOPLE: SeedUser[] = [
  {
    name: 'dana',
    real_name: 'Dana Reyes',
    title: 'Developer',
    email: 'dana@acme.dev',
    tz: 'Europe/Berlin',
    avatar: '🦊',
    color: 'e8912d',
  },
  {
    name: 'quinn',
    real_name: 'Quinn Okafor',
    title: 'QA engineer',
    email: 'quinn@acme.dev',
    tz: 'Europe/London',
    avatar: '🦉',
    color: '2eb67d',
  },
  {
    name: 'omar',
    real_name: 'Omar Haddad',
    title: 'Operations, on call',
    email: 'omar@acme.dev',
    tz: 'Asia/Kolkata',
    avatar: '🐻',
    color: '4a90d9',
  },
  {
    name: 'mina',
    real_name: 'Mina Park',
    title: 'Engineering manager',
    email: 'mina@acme.dev',
    tz: 'Europe/Berlin',
    avatar: '🐼',
    color: '9b59b6',
    is_admin: true,
  },
];

export const CHANNELS: SeedChannel[] = [
  { name: 'builds', topic: 'What is broken, and why' },
  { name: 'dev', topic: 'Development' },
  { name: 'qa', topic: 'Quality' },
  { name: 'ops', topic: 'Operations' },
  { name: 'engineering', topic: 'The daily digest' },
  { name: 'general', topic: 'Everything else' },
];

export const userId = (seed: SeedUser): string => seed.id ?? `U0${seed.name.toUpperCase()}`;

export const channelId = (seed: SeedChannel): string =>
  seed.id ?? `C0${seed.name.replace(/[^a-z0-9]/gi, '').toUpperCase()}`;
