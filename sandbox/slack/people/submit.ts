import { closedPayload, submissionPayload } from '../app/payloads.ts';
import { validateView } from '../blocks/validate.ts';
import { isObject } from '../blocks/walk.ts';
import type { Json, Outcome, ViewValues } from '../wire.ts';
import { SlackError } from '../world/errors.ts';
import { elementsOf, isEmpty } from '../world/inputs.ts';
import { closeViews, publicView, pushView, type StoredView, updateView } from '../world/views.ts';
import { emit, violation, type World } from '../world/world.ts';
import { type Desk, done, failed } from './gestures.ts';
import { issueTrigger } from './tickets.ts';

/** Submits a modal; what the app answers decides whether it closes. */
export async function submitView(
  { world, delivery }: Desk,
  view: StoredView,
  values: ViewValues,
): Promise<Outcome> {
  const held = { ...view.state.values, ...typed(view, values) };
  view.state.values = held;
  const missing = missingInputs(view, held);
  if (Object.keys(missing).length > 0) return { ok: false, error: 'incomplete', errors: missing };
  const grants = { trigger_id: issueTrigger(world, view.owner) };
  const payload = submissionPayload(world, view, grants);
  const ack = await delivery.ask('interactive', payload, `submission of ${view.callback_id}`);
  if (!ack.ok) return failed(ack, 'That');
  return follow(world, view, ack.body);
}

/** The page may leave an element's type out: the block knows it. */
function typed(view: StoredView, values: ViewValues): ViewValues {
  const types = new Map(elementsOf(view.blocks).map(({ element }) => [element.action_id, element]));
  return Object.fromEntries(
    Object.entries(values).map(([block, elements]) => [
      block,
      Object.fromEntries(
        Object.entries(elements).map(([action, value]) => [
          action,
          { ...value, type: value.type ?? types.get(action)?.type ?? '' },
        ]),
      ),
    ]),
  );
}

/** Slack's own client does not send a form with holes. */
function missingInputs(view: StoredView, values: ViewValues): Record<string, string> {
  const asked = elementsOf(view.blocks).filter(
    ({ block }) => block.type === 'input' && block['optional'] !== true,
  );
  const empty = asked.filter(({ block, element }) =>
    isEmpty(values[block.block_id ?? '']?.[element.action_id]),
  );
  return Object.fromEntries(
    empty.map(({ block }) => [block.block_id ?? '', 'Please complete this required field.']),
  );
}

/** `response_action`: errors, update, push or clear; nothing closes the view. */
function follow(world: World, view: StoredView, body: unknown): Outcome {
  const answer = isObject(body) ? body : {};
  const action = answer['response_action'];
  if (action === undefined) {
    closeViews(world, view.owner, 1);
    return done;
  }
  if (action === 'clear') {
    closeViews(world, view.owner, Number.POSITIVE_INFINITY);
    return done;
  }
  if (action === 'errors') return showErrors(world, view, answer['errors']);
  if (action === 'update' || action === 'push') return show(world, view, action, answer['view']);
  return refused(world, `unknown response_action ${String(action)}`);
}

function showErrors(world: World, view: StoredView, given: unknown): Outcome {
  const errors = (isObject(given) ? given : {}) as Record<string, string>;
  const inputs = view.blocks.filter((block) => block.type === 'input').map((b) => b.block_id);
  const strange = Object.keys(errors).filter((id) => !inputs.includes(id));
  if (strange.length > 0 || Object.keys(errors).length === 0) {
    return refused(world, `errors for no input block: ${strange.join(', ') || 'none given'}`);
  }
  emit(world, { type: 'view_updated', view: publicView(view), errors }, [view.owner]);
  return { ok: false, errors };
}

function show(world: World, view: StoredView, action: 'update' | 'push', next: unknown): Outcome {
  const [problem] = validateView(next);
  if (problem) return refused(world, `${action}: ${problem.problem} at ${problem.at}`);
  try {
    if (action === 'update') updateView(world, view, next as Json);
    else pushView(world, view.owner, next as Json);
    return done;
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return refused(world, error.code);
  }
}

function refused(world: World, why: string): Outcome {
  violation(world, `view_submission: ${why}`);
  return {
    ok: false,
    error: 'invalid_response',
    text: 'We had some trouble connecting. Try again?',
  };
}

/** Closes the topmost modal, or all; the app hears of those that asked to. */
export async function closeView(
  { world, delivery }: Desk,
  view: StoredView,
  all = false,
): Promise<Outcome> {
  const stack = world.stacks.get(view.owner) ?? [];
  const count = all || view.clear_on_close ? stack.length : stack.length - stack.indexOf(view.id);
  const closed = stack.slice(stack.length - count).map((id) => world.views.get(id));
  const told = closed.filter((each) => each?.notify_on_close);
  const payloads = told.map((each) => each && closedPayload(world, each, count > 1));
  closeViews(world, view.owner, count);
  const acks = await Promise.all(
    payloads.map((payload) => delivery.ask('interactive', payload ?? {}, 'view_closed')),
  );
  const bad = acks.find((ack) => !ack.ok);
  return bad && !bad.ok ? failed(bad, 'That') : done;
}
