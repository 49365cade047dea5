import { runList } from '../../../builds/messages/lists.ts';
import { UserError } from '../../../core/errors.ts';
import type { Message } from '../../../core/message.ts';
import { runsBehind } from '../../../reports/behind.ts';
import { minutesMessage } from '../../../reports/messages/cost.ts';
import type { Open } from '../../../reports/messages/evidence.ts';
import { healthMessage } from '../../../reports/messages/health.ts';
import { runsTitle } from '../../../reports/messages/numbers.ts';
import type { Evidence } from '../../../reports/numbers.ts';
import { weekBefore } from '../../../reports/plans.ts';
import { report } from '../../../reports/report.ts';
import type { Desk, Press } from '../feature.ts';
import type { Progresses } from './progress.ts';
import type { Scopes } from './scope.ts';

/** As many runs as one answer lists. */
const most = 50;

const gone = (): UserError =>
  new UserError('That digest is no longer kept.', 'Type `/digest` for one of now.');

/** What the buttons of digests and reports do; each answers the person alone. */
export function createPresses(
  { store, now, config }: Pick<Desk, 'store' | 'now' | 'config'>,
  { scopes, progresses }: { scopes: Scopes; progresses: Progresses },
): Record<string, Press> {
  async function open({ evidence, repositories, title }: Open): Promise<Message> {
    const scope = await scopes.of(repositories);
    const found = await runsBehind(evidence, { scope, limit: most + 1 }, store);
    const more = found.length > most;
    return runList(found.slice(0, most), {
      now: now(),
      scope: more ? `${title}, the newest ${most}` : title,
      page: { number: 1, more: false, words: '' },
    });
  }

  return {
    async 'report.runs'({ value }) {
      const [key = '', name = ''] = value.split(' ');
      const digest = await store.digests.byKey(key);
      const evidence = (digest?.evidence as Record<string, Evidence> | undefined)?.[name];
      if (!digest || !evidence) throw gone();
      return open({ evidence, repositories: digest.repositories, title: runsTitle(name) });
    },
    'report.open': ({ value }) => open(JSON.parse(value) as Open),
    async 'report.minutes'({ value }) {
      const digest = await store.digests.byKey(value);
      if (!digest) throw gone();
      const scope = await scopes.of(digest.repositories);
      const period = weekBefore({ from: 0, to: now(), zone: config.timezone });
      return minutesMessage(await report(scope, period, store), scope.repositories);
    },
    async 'report.health'({ value: about }) {
      const repositories = [about];
      const period = weekBefore({ from: 0, to: now(), zone: config.timezone });
      const found = await report(await scopes.of(repositories), period, store);
      const targets = await progresses(repositories, now());
      return healthMessage(found, { about, repositories, targets });
    },
    async 'report.digest'({ value }) {
      const digest = await store.digests.byKey(value);
      if (!digest) throw gone();
      return digest.whole as Message;
    },
  };
}
