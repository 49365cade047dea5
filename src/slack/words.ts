import type { Block, Choice } from '../core/blocks.ts';
import type { Message } from '../core/message.ts';

/** What people do in Slack, in our words; Bolt's shapes stay behind this door. */

export type Person = { id: string; name?: string };
export type Place = { id: string; name?: string };

/** Answers to whoever acted. Where Slack gives no better way, by a direct message. */
export type Reply = {
  /** For their eyes only. */
  privately(message: Message): Promise<void>;
  /** For everyone where they asked. */
  inChannel(message: Message): Promise<void>;
  /** In place of the message that was pressed. */
  replace(message: Message): Promise<void>;
  /** Takes the message away that was pressed. */
  remove(): Promise<void>;
};

/**
 * Something typed: a slash command, a mention, a direct message. `text` is as Slack sends it: people
 * stand in it as `<@U1>` or `<@U1|name>`, channels as `<#C1|name>`, links as `<url|text>`, and
 * `&`, `<`, `>` as entities.
 */
export type Asked = {
  /** The same for every delivery of the same words. */
  id: string;
  /** `/ci`; absent where Baton was spoken to. */
  command?: string;
  text: string;
  user: Person;
  channel: Place;
  /** The `ts` of the thread in which it was said. */
  thread?: string;
  /** Opens a modal, for three seconds. */
  triggerId?: string;
  reply: Reply;
};

/** A button pressed or a choice made. `value` is of the button, the option, the person, the date … chosen; several are joined by commas. */
export type Pressed = {
  actionId: string;
  blockId: string;
  value: string;
  user: Person;
  /** Absent in a modal and on the Home tab. */
  channel?: Place;
  message?: { ts: string; threadTs?: string /** Only they see it. */; ephemeral?: true };
  viewId?: string;
  triggerId: string;
  reply: Reply;
};

/** A shortcut taken in the menu of a message. Its `text` is as Slack sends it, as of what is typed. */
export type Taken = {
  callbackId: string;
  user: Person;
  channel: Place;
  message: { ts: string; text: string };
  triggerId: string;
  reply: Reply;
};

/** What an input of a modal holds: text, a chosen value, or several. */
export type Field = string | string[] | null;

export type Submitted = {
  /** The `callbackId` of the modal. */
  callbackId: string;
  viewId: string;
  /** What the modal was given to remember. */
  memory: string;
  /** By block id. */
  fields: Readonly<Record<string, Field>>;
  user: Person;
  triggerId: string;
  reply: Reply;
};

export type ViewAnswer =
  | { kind: 'close' }
  /** Closes all modals on the stack. */
  | { kind: 'clear' }
  /** By block id, shown beside the input. */
  | { kind: 'errors'; errors: Readonly<Record<string, string>> }
  | { kind: 'update'; modal: Modal }
  | { kind: 'push'; modal: Modal };

/** Something typed into a menu whose choices Baton gives. */
export type Suggest = {
  actionId: string;
  blockId: string;
  typed: string;
  user: Person;
  /** What the modal around it remembers. */
  memory: string;
};

export type Handlers = {
  command(asked: Asked): Promise<void>;
  /** `@Baton …` in a channel, or a direct message; `text` is without the mention. */
  mention(asked: Asked): Promise<void>;
  action(pressed: Pressed): Promise<void>;
  /** Its answer must come within 2.5 seconds; after that the modal closes, and errors go to the person privately. */
  submitted(view: Submitted): Promise<ViewAnswer>;
  shortcut(taken: Taken): Promise<void>;
  homeOpened(user: string): Promise<void>;
  /** At most 100 choices; after 2.5 seconds none are shown. */
  suggest(options: Suggest): Promise<readonly Choice[]>;
};

/** A dialog. */
export type Modal = {
  callbackId: string;
  /** At most 24 characters. */
  title: string;
  /** Absent where nothing is to be sent. */
  submit?: string;
  close?: string;
  blocks: readonly Block[];
  /** Comes back with its submission; at most 3,000 characters. */
  memory?: string;
};
