import type { Json } from '../wire.ts';
import { textLength } from './checks.ts';
import { typed } from './rules.ts';
import { isObject, type Problem, walk } from './walk.ts';

export type Surface = 'message' | 'modal' | 'home';

const EVERYWHERE: Surface[] = ['message', 'modal', 'home'];

/** Blocks that an app may send, and where each may stand. */
const SURFACES: Record<string, Surface[]> = {
  actions: EVERYWHERE,
  alert: ['modal'],
  card: EVERYWHERE,
  carousel: ['message', 'home'],
  container: ['message'],
  context: EVERYWHERE,
  context_actions: ['message'],
  data_table: ['message'],
  data_visualization: ['message'],
  divider: EVERYWHERE,
  file: ['message'],
  header: EVERYWHERE,
  image: EVERYWHERE,
  input: EVERYWHERE,
  markdown: ['message'],
  plan: ['message'],
  rich_text: EVERYWHERE,
  section: EVERYWHERE,
  table: ['message'],
  task_card: ['message'],
  video: EVERYWHERE,
};

const MOST: Record<Surface, number> = { message: 50, modal: 100, home: 100 };
/** Of one kind in a message. */
const MOST_OF_A_KIND: Record<string, number> = { data_visualization: 2, table: 1 };
const MARKDOWN_IN_ALL = 12_000;
/** Where `msg_blocks_too_long` begins, measured; data blocks have budgets of their own. */
const TEXT_IN_ALL = 13_200;
const DATA_BLOCKS = ['data_table', 'data_visualization'];

export type BlockOptions = { surface: Surface; at: string; refuseCharts?: boolean };

/** What Slack would say about a list of blocks; nothing when it would take them. */
export function validateBlocks(blocks: unknown, options: BlockOptions): Problem[] {
  const { surface, at } = options;
  if (!Array.isArray(blocks)) return [{ at, problem: 'must provide an array' }];
  if (blocks.length > MOST[surface]) {
    return [{ at, problem: `no more than ${MOST[surface]} items allowed` }];
  }
  const allowed = Object.keys(SURFACES).filter(
    (type) =>
      SURFACES[type]?.includes(surface) && !(options.refuseCharts && type === 'data_visualization'),
  );
  const shapes = Object.fromEntries(allowed.map((type) => [type, type]));
  const found = blocks.flatMap((block, index) =>
    walk({ is: 'typed', shapes }, block, `${at}/${index}`),
  );
  const known = blocks.filter(isObject);
  checkUniqueIds(known, at, found);
  checkTotals(known, at, found);
  return found;
}

/** Whether all text together is more than Slack stores with a message. */
export function isTooLong(blocks: readonly unknown[]): boolean {
  const text = blocks.filter((b) => !(isObject(b) && DATA_BLOCKS.includes(String(b['type']))));
  return textLength(text) > TEXT_IN_ALL;
}

function checkUniqueIds(blocks: Json[], at: string, found: Problem[]): void {
  const blockIds = new Set<unknown>();
  blocks.forEach((block, index) => {
    const id = block['block_id'];
    if (id !== undefined && blockIds.has(id)) {
      found.push({ at: `${at}/${index}/block_id`, problem: `\`block_id\` "${id}" already exists` });
    }
    blockIds.add(id);
    const actionIds = new Set<unknown>();
    for (const element of Array.isArray(block['elements']) ? block['elements'] : []) {
      const action = isObject(element) ? element['action_id'] : undefined;
      if (action !== undefined && actionIds.has(action)) {
        found.push({
          at: `${at}/${index}/elements`,
          problem: `\`action_id\` "${action}" already exists`,
        });
      }
      actionIds.add(action);
    }
  });
}

function checkTotals(blocks: Json[], at: string, found: Problem[]): void {
  for (const [type, most] of Object.entries(MOST_OF_A_KIND)) {
    if (blocks.filter((block) => block['type'] === type).length > most) {
      found.push({ at, problem: `no more than ${most} ${type} blocks allowed` });
    }
  }
  if (textLength(blocks.filter((b) => b['type'] === 'markdown')) > MARKDOWN_IN_ALL) {
    found.push({
      at,
      problem: `markdown must be less than ${MARKDOWN_IN_ALL + 1} characters in all`,
    });
  }
}

/** What Slack would say about a modal or a Home tab. */
export function validateView(view: unknown, at = '/view'): Problem[] {
  if (!isObject(view)) return [{ at, problem: 'must provide an object' }];
  const type = view['type'];
  if (type !== 'modal' && type !== 'home') {
    return [{ at: `${at}/type`, problem: `unsupported type: ${String(type)}` }];
  }
  const found = walk(typed(type), withoutNulls(view), at);
  found.push(...validateBlocks(view['blocks'] ?? [], { surface: type, at: `${at}/blocks` }));
  const blocks = Array.isArray(view['blocks']) ? view['blocks'].filter(isObject) : [];
  if (blocks.length === 0)
    found.push({ at: `${at}/blocks`, problem: 'no fewer than 1 items allowed' });
  const asks = blocks.some((block) => block['type'] === 'input');
  if (type === 'modal' && asks && !view['submit']) {
    found.push({ at, problem: 'missing required field: submit' });
  }
  return found;
}

/** Slack hands views out with nulls in them, and takes them back. */
const withoutNulls = (view: Json): Json =>
  Object.fromEntries(
    Object.entries(view).filter(([key, value]) => value !== null && key !== 'blocks'),
  );

/** As Slack writes it into `response_metadata.messages`. */
export const asMessages = (problems: readonly Problem[]): string[] =>
  problems.map(({ at, problem }) => `[ERROR] ${problem} [json-pointer:${at}]`);
