import type { Repository } from '../core/records.ts';
import type { DeployRule } from '../core/settings.ts';
import { closest } from '../core/suggest.ts';
import type { DeployingApi } from '../github/api-deploys.ts';

/** What a workflow asks of whoever starts it by hand, as far as deploys care. */
export type Input = {
  name: string;
  type: string;
  required: boolean;
  default: string | null;
  options: readonly string[];
};

export type Workflow = { id: number; name: string; path: string; active: boolean };

/** Where workflows are read; see acts. */
export type Book = {
  list(repository: string): Promise<readonly Workflow[]>;
  read(
    repository: string,
    at: { path: string; ref: string },
  ): Promise<{ inputs: readonly Input[] } | null | undefined>;
};

/** How a commit is brought to an environment: which workflow is started, on what, with which inputs. */
export type Way = {
  workflow: Workflow;
  /** A branch or tag. */
  ref: string;
  values: Record<string, string>;
  /** Whether the commit is handed over, so that the run's own one does not count. */
  handed: boolean;
  /** Whether the workflow has the input by which its run is known. */
  marked: boolean;
};

/** Why there is none. */
export type NoWay =
  /** baton.yml says so. */
  | { why: 'elsewhere' }
  /** No workflow has an input of type environment, and baton.yml names none. */
  | { why: 'none' }
  | { why: 'several'; names: readonly string[] }
  | { why: 'unknown'; name: string; near: string | undefined }
  | { why: 'disabled' | 'not-by-hand'; name: string }
  | { why: 'no-input'; name: string; input: string; near: string | undefined }
  | { why: 'not-an-option'; name: string; input: string; options: readonly string[] }
  | { why: 'asks-more'; name: string; inputs: readonly string[] }
  /** It takes no commit, GitHub starts workflows on branches and tags alone, and none is at this one. */
  | { why: 'commit'; name: string };

export type Bound = {
  repository: Repository;
  rule: DeployRule | undefined;
  environment: string;
  ref: string;
  sha: string;
};

type Refs = Pick<DeployingApi, 'refNames' | 'refsAt'>;

/** By this input Baton knows the run that it started; it is filled in by whoever starts it. */
const marker = 'baton_request';

/** How Baton can bring a commit there, or why it cannot. */
export async function findWay(bound: Bound, book: Book, refs: Refs): Promise<Way | NoWay> {
  const branch = bound.repository.defaultBranch ?? 'main';
  const workflow = await workflowOf(bound, book, branch);
  if ('why' in workflow) return workflow;
  const { name, path } = workflow;
  if (!workflow.active) return { why: 'disabled', name };
  const startable = await book.read(bound.repository.name, { path, ref: branch });
  if (!startable) return { why: 'not-by-hand', name };
  const filled = fill(bound, startable.inputs, name);
  if ('why' in filled) return filled;
  const { values, handed } = filled;
  const ref = handed ? branch : await startRef(bound, branch, refs);
  if (ref === undefined) return { why: 'commit', name };
  return {
    workflow,
    ref,
    values,
    handed,
    marked: startable.inputs.some((one) => one.name === marker),
  };
}

/** GitHub lists so many on a page. */
const pageSize = 100;

/**
 * The branch or tag that a run of this commit starts on. A bare commit is started on a ref that is at
 * it: the default branch, or a tag, which stays where it is, or else another branch.
 */
async function startRef(
  { repository, ref, sha }: Bound,
  branch: string,
  refs: Refs,
): Promise<string | undefined> {
  if (ref === branch) return ref;
  if (sha.startsWith(ref.toLowerCase())) {
    const { branches, tags } = await refs.refsAt(repository.name, sha);
    return branches.includes(branch) ? branch : (tags[0] ?? branches[0]);
  }
  const { branches, tags } = await refs.refNames(repository.name);
  const more = branches.length >= pageSize || tags.length >= pageSize;
  return more || branches.includes(ref) || tags.includes(ref) ? ref : undefined;
}

async function workflowOf(
  { repository, rule }: Bound,
  book: Book,
  branch: string,
): Promise<Workflow | NoWay> {
  if (rule?.workflow === false) return { why: 'elsewhere' };
  const all = await book.list(repository.name);
  if (rule?.workflow) return named(rule.workflow, all);
  const takes: Workflow[] = [];
  for (const one of all.filter(({ active }) => active)) {
    const startable = await book.read(repository.name, { path: one.path, ref: branch });
    if (startable?.inputs.some(({ type }) => type === 'environment')) takes.push(one);
  }
  const deploys = takes.filter(({ name }) => /deploy/i.test(name));
  const [only, ...others] = deploys.length === 1 ? deploys : takes;
  if (only && others.length === 0) return only;
  return only ? { why: 'several', names: takes.map(({ name }) => name) } : { why: 'none' };
}

function named(wanted: string, all: readonly Workflow[]): Workflow | NoWay {
  const lower = wanted.toLowerCase();
  const found = all.find(({ name, path }) =>
    [name, path, path.split('/').at(-1) ?? ''].some((each) => each.toLowerCase() === lower),
  );
  if (found) return found;
  const near = closest(
    wanted,
    all.map(({ name }) => name),
  );
  return { why: 'unknown', name: wanted, near };
}

/** The inputs as they are filled in, or why they cannot be. */
function fill(
  { rule, environment, sha }: Bound,
  inputs: readonly Input[],
  name: string,
): { values: Record<string, string>; handed: boolean } | NoWay {
  const { environment: named = null, ref = null } = rule?.inputs ?? {};
  for (const input of [named, ref]) {
    if (input === null || inputs.some((one) => one.name === input)) continue;
    const near = closest(
      input,
      inputs.map((one) => one.name),
    );
    return { why: 'no-input', name, input, near };
  }
  const taking = inputs.find((one) =>
    named === null ? one.type === 'environment' : one.name === named,
  );
  const value = taking ? optionFor(environment, taking) : undefined;
  if (taking && value === undefined)
    return { why: 'not-an-option', name, input: taking.name, options: taking.options };
  const values = {
    ...(taking && value !== undefined ? { [taking.name]: value } : {}),
    ...(ref === null ? {} : { [ref]: sha }),
  };
  const open = inputs.filter(
    (one) => one.required && one.default === null && !(one.name in values) && one.name !== marker,
  );
  if (open.length > 0) return { why: 'asks-more', name, inputs: open.map((one) => one.name) };
  return { values, handed: ref !== null };
}

/** As the workflow spells it; where its options are not known, any will do. */
function optionFor(environment: string, { options }: Input): string | undefined {
  if (options.length === 0) return environment;
  return options.find((one) => one.toLowerCase() === environment.toLowerCase());
}
