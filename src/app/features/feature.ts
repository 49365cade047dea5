import type { Answer, Context } from '../../../commands/define.ts';
import type { World } from '../../builds/world.ts';
import type { Config } from '../../config/load.ts';
import type { HomePart } from '../../core/home.ts';
import type { Inline } from '../../core/inline.ts';
import type { Log } from '../../core/log.ts';
import type { Message } from '../../core/message.ts';
import type { Post } from '../../core/records.ts';
import type { Wanted } from '../../core/roles.ts';
import type { GitHubApi } from '../../github/api.ts';
import type { LinkingApi } from '../../github/linking.ts';
import type { SlackApi } from '../../slack/api.ts';
import type { People } from '../../slack/people.ts';
import type { Pressed, Submitted, Taken, ViewAnswer } from '../../slack/words.ts';
import type { Store, Tables } from '../../store/types/index.ts';
import type { Recurrence } from '../loops/schedule.ts';
import type { Handlers } from '../loops/work-loops.ts';
import type { Acts } from './acts/ask.ts';
import type { Doer } from './acts/doer.ts';
import type { Links } from './links/links.ts';
import type { Seal } from './links/seal.ts';
import type { Members } from './members.ts';
import type { Permits } from './permits.ts';

/** What every feature works with: all that Baton has, made once. */
export type Desk = {
  config: Config;
  /** Wakes the loops after each transaction. */
  store: Store;
  now: () => number;
  log: Log;
  github: GitHubApi;
  /** The same for what people have done: nobody waits for others' turns. */
  acting: GitHubApi;
  /** Slack's Web API, once it is connected. */
  slack: () => SlackApi;
  people: People;
  members: Members;
  permits: Permits;
  acts: Acts;
  links: Links;
  /** Null where nobody can link themselves to GitHub. */
  linkingApi: { api: LinkingApi; seal: Seal } | null;
  /** Who does each kind of act, of all features. */
  doers: () => Readonly<Record<string, Doer>>;
  /** The id of a channel that baton.yml names. */
  channelId: (name: string) => string;
  worldOf: (tx: Tables) => World;
  /** What features have to say in an incident's message besides the incident itself, a line each. */
  aboutIncident: (incident: number, now: number) => Promise<Inline[][]>;
  /** Brings a person's Home tab up to date. */
  publishHome: (user: string) => Promise<void>;
};

/** What a button or menu does; what it answers is shown to the person alone. */
export type Press = (pressed: Pressed) => Promise<Answer | undefined> | Promise<void>;

/** What a shortcut in the menu of a message does. */
export type Shortcut = (taken: Taken) => Promise<Answer | undefined>;

/** What sending a dialog does, and what becomes of it; a UserError is told privately. */
export type Submit = (view: Submitted) => Promise<ViewAnswer>;

/** Answers what a post says now; null where there is nothing to say. */
export type Renderer = (post: Post, now: number) => Promise<Message | null>;

/**
 * Something that people do in Slack. Where it needs a role, that is checked before; whoever learns
 * the repository only then asks `permits` again.
 */
export type Needs<Do> = Do | { needs: Wanted; does: Do };

/** The part of a command's context that does not depend on who asks from where. */
export type Services = Omit<
  Context,
  | 'store'
  | 'now'
  | 'user'
  | 'channel'
  | 'incident'
  | 'permit'
  | 'order'
  | 'orderAll'
  | 'request'
  | 'threadTs'
>;

/** What one feature brings to the app; each name is taken by one feature alone. */
export type Feature = {
  /** By action id; what stands behind a colon there only tells buttons of one kind apart. */
  presses?: Readonly<Record<string, Needs<Press>>>;
  /** Shortcuts in the menu of any message, by callback id, as in manifest.yml. */
  shortcuts?: Readonly<Record<string, Shortcut>>;
  /** By callback id. */
  dialogs?: Readonly<Record<string, Needs<Submit>>>;
  /** By the kind of post. */
  renderers?: Readonly<Record<string, Renderer>>;
  /** Who does an act at GitHub, by its kind. */
  doers?: Readonly<Record<string, Doer>>;
  /** By the kind of work; what may take long says that it is slow. */
  work?: Handlers;
  /** What comes again and again, as of now; read each minute. */
  schedules?: () => Promise<readonly Recurrence[]>;
  /** Its lines in an incident's message while it is red. */
  aboutIncident?: Desk['aboutIncident'];
  /** Its part of a person's Home tab. */
  home?: (user: string) => Promise<readonly HomePart[]>;
  /** What its commands are handed. */
  services?: Partial<Services>;
};
