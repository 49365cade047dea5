import type { People } from '../../slack/people.ts';
import type { Store } from '../../store/types/index.ts';
import { createLinkingApi } from '../github-side.ts';
import type { AppOptions } from '../options.ts';
import { createActs } from './acts/ask.ts';
import type { Desk } from './feature.ts';
import { createLinks } from './links/links.ts';
import { createMembers } from './members.ts';
import { createPermits } from './permits.ts';

/** Who may do what, and as whom it is done. `store` wakes the loops. */
export function createRights(
  options: AppOptions & { acting: Desk['acting']; store: Store; people: People },
): Pick<Desk, 'members' | 'permits' | 'links' | 'linkingApi' | 'acts'> {
  const { config, store, people, acting: own } = options;
  const { now } = options.clock;
  const members = createMembers({ settings: config, people });
  const permits = createPermits({ settings: config, members, store, now });
  const linkingApi = createLinkingApi(options);
  const links = createLinks({ store, now, own, linking: linkingApi });
  const acts = createActs({ store, now, permits, loginOf: links.loginOf });
  return { members, permits, links, linkingApi, acts };
}
