import type { CommitFact, JobFact } from '../core/facts.ts';

/** What this asks of GitHub: at most three requests for a failed run. */
export type LogApi = {
  jobs(repository: string, runId: number, attempt: number): Promise<JobFact[]>;
  jobLog(repository: string, jobId: number): Promise<AsyncIterable<Uint8Array> | null>;
  annotations(repository: string, jobId: number): Promise<NotedAnnotation[]>;
  compare(repository: string, base: string, head: string): Promise<CommitFact[]>;
};

/** What a step noted about a line of code, as GitHub keeps it. */
export type NotedAnnotation = {
  path: string;
  line: number;
  level: string;
  title: string | null;
  message: string;
};
