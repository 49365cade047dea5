import type { Finding } from '../../core/cause.ts';
import type { Job, Run, Stream } from '../../core/records.ts';
import { cut, firstLine, shortSha } from '../../core/text.ts';

/** What of an incident is told to whoever gets it. */
type Incident = {
  stream: Pick<Stream, 'repository' | 'workflow' | 'branch'>;
  lastRed: Pick<Run, 'url'>;
  failed: readonly Pick<Job, 'name'>[];
  finding: Pick<Finding, 'cause' | 'suspects'> | undefined;
};

/** An incident as somebody would describe it who hands it over: what fails, why, what it points at. */
export function incidentInWords({ stream, lastRed, failed, finding }: Incident): {
  what: string;
  run: string;
} {
  const { repository, workflow, branch } = stream;
  const job = failed[0]?.name;
  const excerpt = finding?.cause.lines.slice(0, 3).map(({ text }) => cut(text.trim(), 160)) ?? [];
  const suspects = finding?.suspects.slice(0, 2) ?? [];
  const what = [
    `${workflow} is failing on ${branch} in ${repository}${job ? `: ${job}` : ''}`,
    ...excerpt,
    ...suspects.map(
      ({ sha, title, authorName }) =>
        `Suspect: ${shortSha(sha)} ${cut(firstLine(title), 80)} (${authorName})`,
    ),
  ];
  return { what: what.join('\n'), run: lastRed.url };
}
