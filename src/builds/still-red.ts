import type { Run } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';

type Reading = Pick<Tables, 'incidents' | 'outages' | 'runs'>;

/**
 * The newest red run of each incident that an outage's message tells of in a channel and that is not
 * over; undefined where that message is of one incident alone.
 */
export async function stillRed(
  incident: number,
  channel: string,
  { incidents, outages, runs }: Reading,
): Promise<Run[] | undefined> {
  const members = await outages.members(incident, channel);
  if (members.length === 0) return undefined;
  const ids = [incident, ...members.map((member) => member.incident)];
  const found = await Promise.all(
    ids.map(async (id) => {
      const one = await incidents.byId(id);
      return one && one.state !== 'resolved' ? await runs.byId(one.lastRedRun) : undefined;
    }),
  );
  return found.filter((run) => run !== undefined);
}
