import type { SentDigest } from '../../../core/digests.ts';
import { UserError } from '../../../core/errors.ts';
import type { Message } from '../../../core/message.ts';
import { count } from '../../../core/text.ts';
import { minutesMessage } from '../../../reports/messages/cost.ts';
import type { Open } from '../../../reports/messages/evidence.ts';
import { healthMessage } from '../../../reports/messages/health.ts';
import { digestForgotten } from '../../../reports/messages/mistakes.ts';
import { behindTitle } from '../../../reports/messages/numbers.ts';
import type { Evidence, Report } from '../../../reports/numbers.ts';
import { weekBefore } from '../../../reports/plans.ts';
import { report } from '../../../reports/report.ts';
import type { Desk, Press } from '../feature.ts';
import { createOpener } from './opener.ts';
import type { Progresses } from './progress.ts';
import type { Scopes } from './scope.ts';

/** What the buttons of digests and reports do; each answers the person alone. */
export function createPresses(
  desk: Desk,
  { scopes, progresses }: { scopes: Scopes; progresses: Progresses },
): Record<string, Press> {
  const { store, now, config } = desk;
  const open = createOpener(desk, scopes);

  async function noted(key: string): Promise<SentDigest> {
    const digest = await store.digests.byKey(key);
    if (!digest) throw new UserError(...digestForgotten);
    return digest;
  }

  async function lastWeek(repositories: readonly string[]): Promise<Report> {
    const period = weekBefore({ from: 0, to: now(), zone: config.timezone });
    return report(await scopes.of(repositories), period, store);
  }

  async function healthOf(repositories: readonly string[], about: string): Promise<Message> {
    const found = await lastWeek(repositories);
    const targets = await progresses(repositories, now());
    return healthMessage(found, { about, repositories, targets });
  }

  return {
    async 'report.runs'({ value }) {
      const [key = '', name = ''] = value.split(' ');
      const { evidence, repositories } = await noted(key);
      const found = (evidence as Record<string, Evidence>)[name];
      if (!found) throw new UserError(...digestForgotten);
      return open({ evidence: found, repositories, title: behindTitle(name) });
    },
    'report.open': ({ value }) => open(JSON.parse(value) as Open),
    async 'report.minutes'({ value }) {
      const { repositories } = await noted(value);
      return minutesMessage(await lastWeek(repositories), repositories);
    },
    async 'report.week'({ value }) {
      const { repositories } = await noted(value);
      return healthOf(repositories, count(repositories.length, 'repository', 'repositories'));
    },
    'report.health': ({ value: about }) => healthOf([about], about),
    async 'report.digest'({ value }) {
      return (await noted(value)).whole as Message;
    },
  };
}
