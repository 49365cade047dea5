import { acknowledge, snooze } from '../../../builds/acknowledge.ts';
import { howModal } from '../../../builds/messages/mended.ts';
import { incidentForgotten } from '../../../builds/messages/mistakes.ts';
import { viewIncident } from '../../../builds/view.ts';
import { UserError } from '../../../core/errors.ts';
import { snoozeChosen } from '../../../core/snooze.ts';
import type { Pressed } from '../../../slack/words.ts';
import type { Desk, Press } from '../feature.ts';

/** What each button and menu about builds does, by its action id. */
export function presses(
  desk: Pick<Desk, 'store' | 'now' | 'config' | 'slack' | 'publishHome'>,
): Record<string, Press> {
  const { store, now, config, slack, publishHome } = desk;
  const take = (pressed: Pressed): Promise<void> =>
    store.transaction((tx) =>
      acknowledge(Number(pressed.value), pressed.user.id, { tx, now: now() }),
    );
  return {
    'incident.acknowledge': take,
    async 'incident.snooze'({ value, user }) {
      const { id, until } = snoozeChosen(value, { now: now(), zone: config.timezone });
      await store.transaction((tx) => snooze(id, { user: user.id, until }, { tx, now: now() }));
    },
    async 'incident.mended'({ value, channel, triggerId }) {
      const view = await viewIncident({ id: Number(value), channel: channel?.id ?? '' }, store);
      if (!view) throw new UserError(incidentForgotten);
      await slack().openView(triggerId, howModal(view));
    },
    async 'home.acknowledge'(pressed) {
      await take(pressed);
      await publishHome(pressed.user.id);
    },
    'home.refresh': ({ user }) => publishHome(user.id),
  };
}
