import { auditCsv, everywhere } from '../../../acts/audit.ts';
import type { AuditFilter, Entry } from '../../../acts/entries.ts';
import { auditSent } from '../../../acts/messages/audit.ts';
import type { Message } from '../../../core/message.ts';
import type { Pressed } from '../../../slack/words.ts';
import type { Desk, Needs, Press } from '../feature.ts';

/** Slack takes more; a spreadsheet does not. */
const mostEntries = 100_000;
const step = 1_000;

/** Sends the audit to a person as a file, in a direct message. */
export function createAuditFile({
  store,
  slack,
  people,
  now,
}: Pick<Desk, 'store' | 'slack' | 'people' | 'now'>) {
  async function read(filter: AuditFilter): Promise<Entry[]> {
    const entries: Entry[] = [];
    let before: Entry | undefined;
    while (entries.length < mostEntries) {
      const found = await store.audit.list({ ...filter, before, limit: step });
      entries.push(...found);
      before = found.at(-1);
      if (found.length < step) break;
    }
    return entries;
  }

  async function namesOf(entries: readonly Entry[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(entries.map(({ who }) => who))].filter((id) => /^[UW]/.test(id));
    const known = await Promise.all(ids.map((id) => people.bySlackId(id)));
    return new Map(known.flatMap((one) => (one ? [[one.id, one.name]] : [])));
  }

  return async (user: string, filter: AuditFilter): Promise<Message> => {
    const entries = await read(filter);
    const names = await namesOf(entries);
    const content = auditCsv(entries, (id) => names.get(id) ?? '');
    const day = new Date(now()).toISOString().slice(0, 10);
    const channel = await slack().openDm(user);
    await slack().uploadFile({ channel, name: `audit-${day}.csv`, title: 'Audit', content });
    return auditSent({ many: entries.length, whole: entries.length < mostEntries });
  };
}

/** The button below the list. */
export function auditPresses(
  { permits }: Pick<Desk, 'permits'>,
  send: ReturnType<typeof createAuditFile>,
): Record<string, Needs<Press>> {
  const needs = { role: 'operator', command: 'audit' } as const;
  const does = async ({ value, user, channel }: Pressed) => {
    const filter = JSON.parse(value) as AuditFilter;
    const wanted = { ...needs, repository: filter.repository ?? everywhere };
    await permits.demand(wanted, { user: user.id, from: `button in ${channel?.id ?? user.id}` });
    return send(user.id, filter);
  };
  return { 'audit.file': { needs, does } };
}
