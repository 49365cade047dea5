import { asked, checkInputs } from '../../../acts/inputs/check.ts';
import { alreadyAsked } from '../../../acts/messages/asked.ts';
import { type FormMemory, fieldOf, refField, runForm } from '../../../acts/messages/form.ts';
import { faultAtField } from '../../../acts/messages/inputs.ts';
import { otherInputs, workflowGone } from '../../../acts/messages/start.ts';
import {
  begin,
  inputsAt,
  startOrder,
  type Target,
  type WorkflowBook,
} from '../../../acts/start.ts';
import { lines } from '../../../core/blocks.ts';
import { UserError } from '../../../core/errors.ts';
import { message } from '../../../core/message.ts';
import type { Submitted, ViewAnswer } from '../../../slack/words.ts';
import type { Desk, Needs, Press, Submit } from '../feature.ts';
import { ordererOf } from './presses.ts';

type Services = Pick<Desk, 'store' | 'now' | 'acts'> & { book: WorkflowBook };

const needs = { role: 'operator', command: 'run' } as const;

/** The button of each workflow where several are called the same. */
export function startPresses(services: Services): Record<string, Needs<Press>> {
  const { store, now, acts, book } = services;
  const open: Press = async (pressed) => {
    const { repository: name, path, ref, inputs: given } = JSON.parse(pressed.value) as Chosen;
    const repository = await store.repositories.byName(name);
    const workflow = (await book.list(name)).find((each) => each.path === path);
    if (!repository || !workflow) throw new UserError(workflowGone);
    const by = ordererOf(pressed);
    const request = `${by.channel}:${pressed.message?.ts}:${pressed.value}`;
    const options = { ...by, ref, given, request };
    const begun = await begin({ repository, workflow }, options, book);
    if ('form' in begun) return begun;
    const { act, fresh } = await acts.order(begun.order, by);
    return fresh ? undefined : message(alreadyAsked(act, now()), [lines(alreadyAsked(act, now()))]);
  };
  return { 'run.open': { needs, does: open } };
}

type Chosen = { repository: string; path: string; ref?: string; inputs: Record<string, string> };

/** What sending the form of a workflow does: what is wrong is said at the field. */
export function startDialogs(services: Services): Record<string, Needs<Submit>> {
  return { 'run.start': { needs, does: (view) => submit(view, services) } };
}

async function submit(view: Submitted, { acts, book }: Services): Promise<ViewAnswer> {
  const kept = JSON.parse(view.memory) as FormMemory;
  const ref = String(view.fields[refField] ?? '').trim();
  const target: Target = {
    repository: { name: kept.repository, defaultBranch: null },
    workflow: { ...kept.workflow, active: true },
  };
  const inputs = await inputsAt(target, ref, book).catch((thrown: unknown) => {
    if (thrown instanceof UserError) return thrown;
    throw thrown;
  });
  if (inputs instanceof UserError)
    return { kind: 'errors', errors: { [refField]: inputs.message } };
  const values = given(view, kept.shown);
  const names = asked(inputs).map(({ name }) => name);
  if (names.some((name) => !kept.shown.includes(name)) || names.length < kept.shown.length) {
    // Another branch may ask for something else.
    const note = otherInputs(ref);
    return { kind: 'update', modal: runForm({ ...kept, ref, inputs, values, note }) };
  }
  const checked = checkInputs(inputs, values);
  if ('faults' in checked) {
    const errors = checked.faults.map((fault) => {
      const name = 'input' in fault ? fault.input.name : fault.name;
      return [fieldOf(name), faultAtField(fault)];
    });
    return { kind: 'errors', errors: Object.fromEntries(errors) };
  }
  const { channel, threadTs } = kept;
  const order = startOrder(target, { ref, inputs, ...checked, request: view.viewId });
  await acts.order(order, { user: view.user.id, from: `form in ${channel}`, channel, threadTs });
  return { kind: 'close' };
}

function given({ fields }: Submitted, shown: readonly string[]): Record<string, string> {
  const filled = shown.flatMap((name) => {
    const value = fields[fieldOf(name)];
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(filled);
}
