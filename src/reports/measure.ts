import type { Tables } from '../store/types/index.ts';
import type { Period, Scope } from './numbers.ts';
import { quantile, sampleOf, sum } from './sample.ts';
import type { Measured } from './targets.ts';

/**
 * What targets are held against, of each repository of the scope: the pass rate and the median time to
 * green, as a report has them (pass-rate.ts, incidents.ts), without all else that a report reads.
 */
export async function measure(
  { repositories, watched }: Pick<Scope, 'repositories' | 'watched'>,
  { from, to }: Pick<Period, 'from' | 'to'>,
  { reports }: Pick<Tables, 'reports'>,
): Promise<Measured[]> {
  const known = await reports.streams({ repositories, since: from });
  const streams = new Map(known.filter(watched).map(({ id, repository }) => [id, repository]));
  const outcomes = await reports.outcomes({ streams: [...streams.keys()], slices: [{ from, to }] });
  const incidents = await reports.incidents({ repositories, from, to });
  return repositories.flatMap((repository): Measured[] => {
    const counts = outcomes
      .filter(({ stream }) => streams.get(stream) === repository)
      .flatMap(({ counts: each }) => each);
    const green = sum(counts.map((each) => each.green));
    const of = green + sum(counts.map((each) => each.red));
    const spans = incidents.flatMap((each) => {
      const { resolvedAt, resolution, redSince, streamId } = each;
      if (streams.get(streamId) !== repository || resolution === 'closed') return [];
      return resolvedAt !== null && resolvedAt >= from && resolvedAt < to
        ? [resolvedAt - redSince]
        : [];
    });
    return [
      { repository, measure: 'pass_rate', value: of === 0 ? null : green / of, of },
      {
        repository,
        measure: 'time_to_green',
        value: quantile(sampleOf(spans), 0.5),
        of: spans.length,
      },
    ];
  });
}
