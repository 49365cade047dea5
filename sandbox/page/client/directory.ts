import { createContext, useContext } from 'react';
import type { WireChannel, WireShortcut, WireUser, WireUsergroup } from '../../slack/wire.ts';

/** Who and what a message may name. */
export type Directory = {
  me: string;
  users: Map<string, WireUser>;
  channels: Map<string, WireChannel>;
  usergroups: Map<string, WireUsergroup>;
  shortcuts: readonly WireShortcut[];
  /** Goes to a channel, as a click on its name does. */
  openChannel(id: string): void;
};

export const DirectoryContext = createContext<Directory>({
  me: '',
  users: new Map(),
  channels: new Map(),
  usergroups: new Map(),
  shortcuts: [],
  openChannel: () => {},
});

/** The people, channels and groups of the workspace as the visitor sees them. */
export function useDirectory(): Directory {
  return useContext(DirectoryContext);
}

/** How a person is called in the page; the id where nobody has it. */
export function personName(directory: Directory, id: string): string {
  const user = directory.users.get(id);
  return user ? user.real_name || user.name : id;
}
