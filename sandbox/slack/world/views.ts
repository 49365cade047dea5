import type { Block, Json, ViewValues, WireView } from '../wire.ts';
import { SlackError } from './errors.ts';
import { initialValues } from './inputs.ts';
import { withIds } from './messages.ts';
import { emit, nextId, nextTs, type World } from './world.ts';

export type StoredView = WireView & { owner: string };

/** Modals stand on one another, three at most. */
const DEEPEST = 3;

export function makeView(world: World, owner: string, content: Json): StoredView {
  const id = nextId(world, 'V');
  const view: StoredView = {
    id,
    owner,
    type: 'modal',
    callback_id: '',
    blocks: [],
    private_metadata: '',
    external_id: '',
    hash: '',
    root_view_id: id,
    previous_view_id: null,
    notify_on_close: false,
    clear_on_close: false,
    state: { values: {} },
  };
  fill(world, view, content);
  world.views.set(id, view);
  return view;
}

/** What a person has filled in stays where block and element keep their names. */
function fill(world: World, view: StoredView, content: Json): void {
  const before = view.state.values;
  const { title, submit, close } = content;
  const texts = { title, submit: submit ?? null, close: close ?? null };
  const blocks = withIds(world, (content['blocks'] ?? []) as Block[]);
  const keep = (key: string) => (typeof content[key] === 'string' ? (content[key] as string) : '');
  Object.assign(view, view.type === 'home' || content['type'] === 'home' ? {} : texts, {
    type: content['type'],
    blocks,
    callback_id: keep('callback_id'),
    private_metadata: keep('private_metadata'),
    external_id: keep('external_id'),
    notify_on_close: content['notify_on_close'] === true,
    clear_on_close: content['clear_on_close'] === true,
    hash: `${nextTs(world)}.${view.id}`,
    state: { values: merge(initialValues(blocks), before) },
  });
}

function merge(initial: ViewValues, before: ViewValues): ViewValues {
  return Object.fromEntries(
    Object.entries(initial).map(([block, elements]) => [
      block,
      Object.fromEntries(
        Object.entries(elements).map(([action, value]) => [
          action,
          before[block]?.[action] ?? value,
        ]),
      ),
    ]),
  );
}

export function openView(world: World, owner: string, content: Json): StoredView {
  checkExternalId(world, content);
  closeViews(world, owner, Number.POSITIVE_INFINITY);
  const view = makeView(world, owner, content);
  world.stacks.set(owner, [view.id]);
  emit(world, { type: 'view_opened', view: publicView(view) }, [owner]);
  return view;
}

export function pushView(world: World, owner: string, content: Json): StoredView {
  const stack = world.stacks.get(owner) ?? [];
  if (stack.length >= DEEPEST) throw new SlackError('push_limit_reached');
  checkExternalId(world, content);
  const view = makeView(world, owner, content);
  view.root_view_id = stack[0] ?? view.id;
  view.previous_view_id = stack.at(-1) ?? null;
  world.stacks.set(owner, [...stack, view.id]);
  emit(world, { type: 'view_opened', view: publicView(view) }, [owner]);
  return view;
}

export function updateView(world: World, view: StoredView, content: Json): void {
  fill(world, view, content);
  const type = view.type === 'home' ? 'home_published' : 'view_updated';
  emit(world, { type, view: publicView(view) }, [view.owner]);
}

/** Takes views off the top of a person's stack. */
export function closeViews(world: World, owner: string, count: number): void {
  const stack = world.stacks.get(owner) ?? [];
  const closed = stack.slice(Math.max(0, stack.length - count)).reverse();
  world.stacks.set(owner, stack.slice(0, stack.length - closed.length));
  for (const id of closed) {
    world.views.delete(id);
    emit(world, { type: 'view_closed', view_id: id }, [owner]);
  }
}

function checkExternalId(world: World, content: Json): void {
  const id = content['external_id'];
  if (!id) return;
  const taken = [...world.views.values()].some((view) => view.external_id === id);
  if (taken) throw new SlackError('duplicate_external_id');
}

export function publicView({ owner: _owner, ...view }: StoredView): WireView {
  return structuredClone(view);
}

/** As `views.*` answers and interaction payloads carry it. */
export function apiView(world: World, view: StoredView): Json {
  return {
    ...publicView(view),
    team_id: world.team.id,
    app_id: world.app.id,
    app_installed_team_id: world.team.id,
    bot_id: world.app.botId,
  };
}
