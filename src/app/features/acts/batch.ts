import type { Act, LeftOut, Order, OrderedBatch, Orderer } from '../../../core/act.ts';
import type { UserError } from '../../../core/errors.ts';
import { guarded, type Wanted } from '../../../core/roles.ts';
import { list } from '../../../core/text.ts';
import type { Store, Tables } from '../../../store/types/index.ts';
import { lacksRole, type Permits, type Refused } from '../permits.ts';
import { type By, keepAct } from './keep.ts';

/** "If you are making a large number of POST requests, wait at least one second between each" (GitHub, Best practices for using the REST API). */
export const paceMs = 1_000;

/** GitHub takes 500 such requests an hour; what is more is left for another press. */
const mostAtOnce = 300;

/**
 * Orders many of one kind: each is done once, what the person may not is left out, and one message
 * tells what becomes of them all.
 *
 * @throws UserError where the person lacks the role for every one of them
 */
export type OrderAll = (orders: readonly Order[], by: Orderer) => Promise<OrderedBatch>;

type Options = {
  store: Store;
  now: () => number;
  permits: Permits;
  loginOf: (user: string) => Promise<string | null>;
};

type Sorted = {
  mine: readonly Order[];
  /** Those that the person's role does not allow, each with why. */
  refused: readonly { order: Order; verdict: Refused }[];
};

/** Takes orders of many acts at once. */
export function createBatches(options: Options): OrderAll {
  const { store, permits, loginOf } = options;

  async function sorted(orders: readonly Order[], user: string): Promise<Sorted> {
    const known = new Map<string, ReturnType<Permits['verdictOn']>>();
    const verdictOn = (order: Order) => {
      const found = known.get(order.repository) ?? permits.verdictOn(wantedBy(order), user);
      known.set(order.repository, found);
      return found;
    };
    const all = await Promise.all(
      orders.map(async (order) => ({ order, verdict: await verdictOn(order) })),
    );
    return {
      mine: all.flatMap(({ order, verdict }) => (verdict.allowed ? [order] : [])),
      refused: all.flatMap(({ order, verdict }) => (verdict.allowed ? [] : [{ order, verdict }])),
    };
  }

  async function refusalOf(refused: Sorted['refused']): Promise<UserError | null> {
    const [first] = refused;
    if (!first) return null;
    const everywhere = first.verdict.holders.filter((grant) =>
      refused.every(({ verdict }) => verdict.holders.includes(grant)),
    );
    const one = everywhere.length === 0;
    const names = [...new Set(refused.map(({ order }) => order.repository))];
    const repository = one ? first.order.repository : shortened(names);
    const holders = one ? first.verdict.holders : everywhere;
    return permits.refusalOf(
      { ...wantedBy(first.order), repository },
      { ...first.verdict, holders },
    );
  }

  return async (orders, by) => {
    // Always in the same order, so that two presses at once wait for one another.
    const inOrder = [...orders].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    const { mine, refused } = await sorted(inOrder, by.user);
    const refusal = await refusalOf(refused);
    const as = await loginOf(by.user);
    const ordered = await store.transaction(async (tx) => {
      const now = options.now();
      for (const each of refused) await noteRefusal(tx, each, { by, now });
      return keepAll(tx, { mine, refused }, { by: { ...by, as }, now });
    });
    if (mine.length === 0 && refusal) throw refusal;
    return { ...ordered, refusal };
  };
}

const nameOf = ({ repository, key }: Order): string => `${repository} ${key}`;

const wantedBy = ({ command, repository, role = guarded[command] }: Order): Wanted => ({
  ...{ role, command, repository },
});

/** `acme/api, acme/web and 3 more`. */
function shortened(names: readonly string[]): string {
  const shown = names.slice(0, names.length > 3 ? 2 : 3);
  const rest = names.length - shown.length;
  return list(rest > 0 ? [...shown, `${rest} more`] : shown);
}

async function noteRefusal(
  tx: Pick<Tables, 'audit'>,
  { order, verdict }: { order: Order; verdict: Refused },
  { by, now }: { by: Orderer; now: number },
): Promise<void> {
  const { command: what, target, repository } = order;
  const { user: who, from } = by;
  const result = lacksRole(verdict);
  await tx.audit.note({ at: now, who, from, what, target, repository, result });
}

async function keepAll(
  tx: Tables,
  { mine, refused }: Sorted,
  { by, now }: { by: By; now: number },
): Promise<Omit<OrderedBatch, 'refusal'>> {
  const earlier: Act[] = [];
  const fresh: Act[] = [];
  const leftOut = refused.map(({ order, verdict }) =>
    left(order, { kind: 'role', role: verdict.role }),
  );
  for (const order of mine) {
    if (fresh.length >= mostAtOnce) {
      leftOut.push(left(order, { kind: 'many' }));
      continue;
    }
    const turn = fresh.length;
    const spaced = { ...order, detail: { ...order.detail, turn } };
    const ordered = await keepAct(tx, spaced, { by, now, afterMs: turn * paceMs });
    (ordered.fresh ? fresh : earlier).push(ordered.act);
    if (!ordered.fresh) leftOut.push(left(order, { kind: 'asked' }));
  }
  const [first] = fresh;
  if (!first) return { batch: null, acts: earlier };
  const { user: who, channel, threadTs } = by;
  const batch = await tx.batches.add({ kind: first.kind, who, askedAt: now, leftOut });
  for (const { id } of fresh) await tx.acts.update(id, { batch: batch.id });
  const subject = String(batch.id);
  const post = { key: `batch:${subject}`, kind: 'batch', subject, channel, threadTs };
  await tx.posts.show({ ...post, now });
  return { batch, acts: fresh };
}

const left = ({ repository, target }: Order, why: LeftOut['why']): LeftOut => ({
  ...{ repository, target, why },
});
