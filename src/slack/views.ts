import type { types, webApi } from '@slack/bolt';
import type { Block } from '../core/blocks.ts';
import { cut } from '../core/text.ts';
import { rethrow } from './failure.ts';
import type { Modal } from './words.ts';

export type Views = {
  /** Shows these blocks on the person's Home tab. */
  publishHome(user: string, blocks: readonly Block[]): Promise<void>;
  /** Opens a modal, or puts it on top of the open one. Answers its id. */
  openView(triggerId: string, modal: Modal): Promise<string>;
  updateView(viewId: string, modal: Modal): Promise<void>;
};

const maxBlocks = 100;

/** Modals and the Home tab. Each rejects with a {@link SlackFailure}. */
export function views({ views: api }: webApi.WebClient): Views {
  return {
    async publishHome(user, blocks) {
      const view: types.View = { type: 'home', blocks: shown(blocks) };
      await api.publish({ user_id: user, view }).catch(rethrow('views.publish'));
    },
    async openView(triggerId, modal) {
      const answer = await api
        .open({ trigger_id: triggerId, view: slackModal(modal) })
        .catch(rethrow('views.open'));
      return answer.view?.id ?? '';
    },
    async updateView(viewId, modal) {
      await api.update({ view_id: viewId, view: slackModal(modal) }).catch(rethrow('views.update'));
    },
  };
}

/** A modal in Slack's shape, within its limits. */
export function slackModal(modal: Modal): types.ModalView {
  return {
    type: 'modal',
    callback_id: modal.callbackId,
    title: plain(modal.title),
    ...(modal.submit ? { submit: plain(modal.submit) } : {}),
    close: plain(modal.close ?? 'Cancel'),
    private_metadata: modal.memory ?? '',
    blocks: shown(modal.blocks),
  };
}

const shown = (blocks: readonly Block[]): types.Block[] => blocks.slice(0, maxBlocks);

const plain = (text: string): types.PlainTextElement => ({
  type: 'plain_text',
  text: cut(text, 24),
});
