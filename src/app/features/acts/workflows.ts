import { readStartable, type Startable } from '../../../acts/inputs/parse.ts';
import type { Workflow, WorkflowBook } from '../../../acts/start.ts';
import type { GitHubApi } from '../../../github/api.ts';
import { orNull } from '../../../github/errors.ts';

/** A new workflow is known that much later at most. */
const keepMs = 5 * 60_000;
const mostFiles = 500;

type Read = { etag: string | null; sha: string; startable: Startable };

/** Reads workflows at GitHub, and what has not changed but once: a file is known by its blob. */
export function createWorkflowBook(options: {
  github: Pick<GitHubApi, 'workflows' | 'file' | 'environments'>;
  now: () => number;
}): WorkflowBook {
  const { github, now } = options;
  const lists = new Map<string, { at: number; workflows: Promise<readonly Workflow[]> }>();
  const files = new Map<string, Read>();
  const blobs = new Map<string, Startable>();

  /** An environment is one of those that the repository has. */
  async function withEnvironments(startable: Startable, repository: string): Promise<Startable> {
    if (!startable?.inputs.some(({ type }) => type === 'environment')) return startable;
    const found = await orNull(github.environments(repository), [403, 404]);
    const names = (found ?? []).map(({ name }) => name);
    return {
      inputs: startable.inputs.map((input) =>
        input.type === 'environment' ? { ...input, options: names } : input,
      ),
    };
  }

  async function readFile(repository: string, at: { path: string; ref: string }) {
    const key = `${repository}:${at.path}@${at.ref}`;
    const known = files.get(key);
    const { etag, notModified, file } = await github.file(repository, { ...at, etag: known?.etag });
    if (notModified && known) return known.startable;
    if (!file) return undefined;
    const startable = blobs.get(file.sha) ?? readStartable(file.text);
    keep(blobs, file.sha, startable);
    keep(files, key, { etag, sha: file.sha, startable });
    return startable;
  }

  return {
    list(repository) {
      const known = lists.get(repository);
      if (known && now() - known.at < keepMs) return known.workflows;
      const workflows = github.workflows(repository);
      lists.set(repository, { at: now(), workflows });
      workflows.catch(() => lists.delete(repository));
      return workflows;
    },
    async read(repository, at) {
      const startable = await readFile(repository, at);
      return startable === undefined ? undefined : withEnvironments(startable, repository);
    },
  };
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > mostFiles && oldest !== undefined) map.delete(oldest);
}
