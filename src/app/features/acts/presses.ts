import type { Answer } from '../../../../commands/define.ts';
import { alreadyAsked, runForgotten } from '../../../acts/messages/asked.ts';
import { batchRest } from '../../../acts/messages/batch.ts';
import { cancelOrder, rerunOrder, rerunOrders } from '../../../acts/orders.ts';
import { stillRed } from '../../../builds/still-red.ts';
import type { Order, Orderer } from '../../../core/act.ts';
import { lines } from '../../../core/blocks.ts';
import { UserError } from '../../../core/errors.ts';
import { message } from '../../../core/message.ts';
import type { Run } from '../../../core/records.ts';
import type { Pressed } from '../../../slack/words.ts';
import type { Desk, Press } from '../feature.ts';

/** The buttons that act on a run: their value is the run and the attempt that the person saw. */
export function presses({ store, now, acts }: Pick<Desk, 'store' | 'now' | 'acts'>) {
  const press = (orderFor: (run: Run) => Order): Press => {
    return async (pressed): Promise<Answer | undefined> => {
      const [id, attempt] = pressed.value.split(' ').map(Number);
      const run = await store.runs.byId(id ?? 0);
      if (!run) throw new UserError(runForgotten);
      const seen = { ...run, attempt: attempt ?? run.attempt };
      const ordered = await acts.order(orderFor(seen), ordererOf(pressed));
      const line = alreadyAsked(ordered.act, now());
      return ordered.fresh ? undefined : message(line, [lines(line)]);
    };
  };
  return {
    'run.rerun-failed': press((run) => rerunOrder(run, { failedOnly: true })),
    'run.rerun': press((run) => rerunOrder(run, { failedOnly: false })),
    'run.cancel': press(cancelOrder),
    /** Under an outage, or in the private message of whoever was called about it. */
    async 'outage.rerun'(pressed: Pressed): Promise<Answer | undefined> {
      const [incident, channel = ''] = pressed.value.split(' ');
      const runs = await stillRed(Number(incident), channel, store);
      const orders = rerunOrders(runs ?? [], { failedOnly: true });
      return batchRest(await acts.orderAll(orders, ordererOf(pressed)), now());
    },
  };
}

/**
 * They are told in the thread of the message that they pressed; below an answer that only they see,
 * which has no thread, in the channel.
 */
export function ordererOf({ user, channel, message: pressed }: Pressed): Orderer {
  const place = channel?.id ?? user.id;
  const own = pressed?.ephemeral ? undefined : pressed?.ts;
  const threadTs = pressed?.threadTs ?? own ?? null;
  return { user: user.id, from: `button in ${place}`, channel: place, threadTs };
}
