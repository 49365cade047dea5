import type { Order } from '../core/act.ts';
import { UserError } from '../core/errors.ts';
import type { Repository } from '../core/records.ts';
import { redact } from '../core/redact.ts';
import { closest } from '../core/suggest.ts';
import { cut, firstLine } from '../core/text.ts';
import type { Modal } from '../slack/words.ts';
import { asked, checkInputs } from './inputs/check.ts';
import type { Input, Startable } from './inputs/parse.ts';
import { runForm } from './messages/form.ts';
import { faultInLine } from './messages/inputs.ts';
import * as mistakes from './messages/start.ts';

/** A workflow as GitHub lists it. */
export type Workflow = { id: number; name: string; path: string; active: boolean };

export type WorkflowBook = {
  /** The workflows of a repository, as of some minutes ago at most. */
  list(repository: string): Promise<readonly Workflow[]>;
  /** What the file says at a branch or tag; undefined where there is no such ref, or no such file. */
  read(repository: string, at: { path: string; ref: string }): Promise<Startable | undefined>;
};

export type Target = { repository: Pick<Repository, 'name' | 'defaultBranch'>; workflow: Workflow };

/** What somebody typed behind `/ci run`. */
export type StartWords = {
  workflow: string;
  repository: string | undefined;
  inputs: Readonly<Record<string, string>>;
};

/** `Nightly backup on acme/infra kind=full` taken apart; quotes keep words together. */
export function startWords(words: readonly string[]): StartWords {
  const inputs: Record<string, string> = {};
  const rest: string[] = [];
  for (const word of words) {
    const [, name, value] = /^([A-Za-z_][\w-]*)=([\s\S]*)$/.exec(word) ?? [];
    if (name !== undefined && value !== undefined) inputs[name] = value;
    else rest.push(word);
  }
  const on = rest.findLastIndex((word) => word.toLowerCase() === 'on');
  const placed = on > 0 && on === rest.length - 2;
  return {
    workflow: (placed ? rest.slice(0, on) : rest).join(' '),
    repository: placed ? rest[on + 1] : undefined,
    inputs,
  };
}

/**
 * The workflows that are called so, or whose file is.
 *
 * @throws UserError that names the nearest one, or those that there are
 */
export async function findWorkflow(
  typed: string,
  repositories: readonly Target['repository'][],
  book: Pick<WorkflowBook, 'list'>,
): Promise<Target[]> {
  const all = await Promise.all(
    repositories.map(async (repository) =>
      (await book.list(repository.name)).map((workflow) => ({ repository, workflow })),
    ),
  );
  const known = all.flat();
  const wanted = typed.toLowerCase();
  const found = known.filter(({ workflow: { name, path } }) =>
    [name, path, fileOf(path)].some((each) => each.toLowerCase() === wanted),
  );
  if (found.length > 0) return found;
  const names = [...new Set(known.map(({ workflow }) => workflow.name))];
  throw new UserError(...mistakes.noSuchWorkflow(typed, closest(typed, names), names));
}

const fileOf = (path: string): string => path.split('/').at(-1) ?? path;

export type StartOptions = {
  ref: string | undefined;
  given: Readonly<Record<string, string>>;
  channel: string;
  threadTs: string | null;
  /** The same for every delivery of the same words. */
  request: string;
};

/**
 * What starting a workflow comes to: a form where it asks for something and nothing was given, else
 * the order.
 *
 * @throws UserError where it cannot be started, or what was given is not what it takes
 */
export async function begin(
  target: Target,
  options: StartOptions,
  book: Pick<WorkflowBook, 'read'>,
): Promise<{ form: Modal; instead: string } | { order: Order }> {
  const { repository, workflow } = target;
  const { given } = options;
  const ref = options.ref ?? repository.defaultBranch ?? 'main';
  const inputs = await inputsAt(target, ref, book);
  if (Object.keys(given).length === 0 && asked(inputs).length > 0) {
    const { channel, threadTs } = options;
    const { id, name, path } = workflow;
    const memory = { repository: repository.name, workflow: { id, name, path }, channel, threadTs };
    const form = runForm({ ...memory, shown: [], ref, inputs, values: {} });
    return { form, instead: mistakes.typeInputs(name, asked(inputs)) };
  }
  const checked = checkInputs(inputs, given);
  if ('faults' in checked) throw new UserError(...faultInLine(checked.faults[0]));
  return { order: startOrder(target, { ref, inputs, ...checked, request: options.request }) };
}

/** @throws UserError where the workflow cannot be started there */
export async function inputsAt(
  { repository, workflow }: Target,
  ref: string,
  book: Pick<WorkflowBook, 'read'>,
): Promise<readonly Input[]> {
  if (!workflow.active) throw new UserError(...mistakes.disabled(workflow.name));
  const startable = await book.read(repository.name, { path: workflow.path, ref });
  if (startable === undefined)
    throw new UserError(...mistakes.notThere(workflow.name, ref, repository.name));
  if (startable === null) throw new UserError(...mistakes.notByHand(workflow.name, ref));
  return startable.inputs;
}

/** ` with environment=staging`; what looks like a secret does not stand there. */
function withValues(values: Readonly<Record<string, string>>): string {
  const words = Object.entries(values).map(
    ([name, value]) => `${name}=${cut(firstLine(value), 40)}`,
  );
  return words.length === 0 ? '' : cut(` with ${redact(words.join(', '))}`, 200);
}

/** Starts a workflow; each time it is asked for anew. */
export function startOrder(
  { repository, workflow }: Pick<Target, 'repository' | 'workflow'>,
  what: {
    ref: string;
    inputs: readonly Input[];
    values: Readonly<Record<string, string>>;
    request: string;
  },
): Order {
  const { ref, inputs, values, request } = what;
  return {
    ...{ kind: 'dispatch', command: 'run', key: `dispatch:${request}` },
    ...{ repository: repository.name, target: `${workflow.name} on ${ref}${withValues(values)}` },
    detail: {
      ...{ workflowId: workflow.id, ref, values },
      marked: inputs.length > asked(inputs).length,
    },
  };
}
