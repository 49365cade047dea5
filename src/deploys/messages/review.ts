import { lines, textField } from '../../core/blocks.ts';
import type { Modal } from '../../slack/words.ts';
import type { DeployView } from '../view.ts';
import { changeBlocks, checks } from './changes.ts';
import { commitOf, named } from './words.ts';

/** Told where Slack can open no dialog. */
export const reviewInstead = 'Press the button under its message.';

/** The dialog of Approve and of Reject: what it is about once more, and a comment. */
export function reviewModal(
  view: DeployView,
  options: { approve: boolean; now: number; despite: string | null },
): Modal {
  const { deploy, repository } = view;
  const { approve, now, despite } = options;
  const verb = approve ? 'Approve' : 'Reject';
  const hint =
    despite === null
      ? 'GitHub keeps it beside the decision.'
      : `${despite} You are an admin: say why it goes there all the same.`;
  return {
    callbackId: approve ? 'deploy.approve' : 'deploy.reject',
    title: `${verb} a deploy`,
    submit: verb,
    memory: String(deploy.id),
    blocks: [
      lines([
        `${repository.name} · `,
        ...commitOf(deploy, repository),
        ` to ${named(deploy.environment)}`,
      ]),
      ...changeBlocks(deploy.changes, view, deploy.kind === 'rollback'),
      lines(...checks({ ...view, incidents: [] }, { now })),
      textField({
        ...{ id: 'comment', label: despite === null ? 'Comment' : 'Reason', hint, most: 1000 },
        optional: despite === null,
      }),
    ],
  };
}
