import { messageOf } from '../../core/errors.ts';
import type { HomePart } from '../../core/home.ts';
import type { Inline } from '../../core/inline.ts';
import type { Recurrence } from '../loops/schedule.ts';
import { unread } from '../slack/home-messages.ts';
import { acts } from './acts/index.ts';
import { builds } from './builds/index.ts';
import { deploys } from './deploys/index.ts';
import type { Desk, Feature, Services } from './feature.ts';
import { handoffs } from './handoffs/index.ts';
import { links } from './links/index.ts';
import { onCall } from './oncall/index.ts';
import { reports } from './reports/index.ts';
import { watches } from './watches/index.ts';

/** All features, in the order of their parts of the Home tab. */
const list: readonly ((desk: Desk) => Feature)[] = [
  builds,
  watches,
  onCall,
  handoffs,
  acts,
  links,
  deploys,
  reports,
];

/** What all features bring, taken together. */
export type Features = Required<
  Omit<Feature, 'aboutIncident' | 'home' | 'schedules' | 'services'>
> & {
  aboutIncident: Desk['aboutIncident'];
  schedules: () => Promise<Recurrence[]>;
  home: (user: string) => Promise<HomePart[]>;
  services: Services;
};

export function createFeatures(desk: Desk): Features {
  const features = list.map((feature) => feature(desk));
  return {
    presses: joined(features, 'presses'),
    shortcuts: joined(features, 'shortcuts'),
    dialogs: joined(features, 'dialogs'),
    renderers: joined(features, 'renderers'),
    doers: joined(features, 'doers'),
    work: joined(features, 'work'),
    services: joined(features, 'services') as Services,
    async schedules() {
      const parts = await Promise.all(features.map(({ schedules }) => schedules?.() ?? []));
      return parts.flat();
    },
    async aboutIncident(incident, now) {
      const parts: Inline[][] = [];
      for (const { aboutIncident } of features)
        parts.push(...((await aboutIncident?.(incident, now)) ?? []));
      return parts;
    },
    async home(user) {
      const parts = await Promise.all(
        features.map(async ({ home }) => {
          try {
            return (await home?.(user)) ?? [];
          } catch (thrown) {
            desk.log.error({ user, error: messageOf(thrown) }, 'a part of Home could not be read');
            return [unread()];
          }
        }),
      );
      return parts.flat();
    },
  };
}

/** @throws Error where two features bring a thing of the same name */
function joined<Part extends keyof Omit<Feature, 'aboutIncident' | 'home' | 'schedules'>>(
  features: readonly Feature[],
  part: Part,
): NonNullable<Feature[Part]> {
  const all: Record<string, unknown> = {};
  for (const feature of features) {
    for (const [name, thing] of Object.entries(feature[part] ?? {})) {
      if (name in all) throw new Error(`two features bring the ${part} ${name}`);
      all[name] = thing;
    }
  }
  return all as NonNullable<Feature[Part]>;
}
