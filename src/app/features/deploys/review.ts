import type { Answer } from '../../../../commands/define.ts';
import { alreadyAsked } from '../../../acts/messages/asked.ts';
import type { Order, Orderer } from '../../../core/act.ts';
import { lines } from '../../../core/blocks.ts';
import { messageOf, UserError } from '../../../core/errors.ts';
import { plainText } from '../../../core/inline.ts';
import { message } from '../../../core/message.ts';
import { isOwnDeploy } from '../../../deploys/decide.ts';
import {
  adminsOnly,
  forgotten,
  nothingWaits,
  ownDeploy,
  unknownLogin,
} from '../../../deploys/messages/mistakes.ts';
import { reviewInstead, reviewModal } from '../../../deploys/messages/review.ts';
import { standsAgainst } from '../../../deploys/messages/words.ts';
import type { DeployServices } from '../../../deploys/services.ts';
import { type DeployView, viewDeploy } from '../../../deploys/view.ts';
import type { Submitted, ViewAnswer } from '../../../slack/words.ts';
import { ordererOf } from '../acts/presses.ts';
import type { Desk, Press, Submit } from '../feature.ts';

type Services = Pick<Desk, 'store' | 'now' | 'acts' | 'permits' | 'members'> & {
  deploys: DeployServices;
  /** The GitHub login of somebody, as baton.yml says or as they have linked. */
  loginOf: (user: string) => Promise<string | null>;
};

/** The buttons under a deploy that waits: each opens a dialog, in which it can be commented. */
export function reviewPresses(services: Services): Record<string, Press> {
  const open =
    (approve: boolean): Press =>
    async (pressed): Promise<Answer> => {
      const by = ordererOf(pressed);
      const view = await waiting(Number(pressed.value), services);
      const despite = await checked(view, { approve, by }, services);
      const form = reviewModal(view, { approve, despite, now: services.now() });
      return { form, instead: reviewInstead };
    };
  return { 'deploy.approve': open(true), 'deploy.reject': open(false) };
}

/** What sending one of these dialogs does: all is looked at again, and GitHub asked. */
export function reviewDialogs(services: Services): Record<string, Submit> {
  return {
    'deploy.approve': (view) => submit(view, true, services),
    'deploy.reject': (view) => submit(view, false, services),
  };
}

async function submit(sent: Submitted, approve: boolean, services: Services): Promise<ViewAnswer> {
  const { store, acts } = services;
  const comment = String(sent.fields['comment'] ?? '').trim();
  const post = await store.posts.byKey(`deploy:${sent.memory}`);
  const channel = post?.channelId ?? post?.channel ?? sent.user.id;
  const by = {
    user: sent.user.id,
    from: `form in ${channel}`,
    channel,
    threadTs: post?.ts ?? null,
  };
  try {
    const view = await waiting(Number(sent.memory), services);
    const despite = await checked(view, { approve, by }, services);
    if (despite !== null && comment === '') throw new UserError(despite);
    const { act, fresh } = await acts.order(reviewOrder(view, { approve, comment, despite }), by);
    if (!fresh) {
      const line = alreadyAsked(act, services.now());
      await sent.reply.privately(message(line, [lines(line)]));
    }
    return { kind: 'close' };
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return { kind: 'errors', errors: { comment: plainText(thrown.sentence) } };
  }
}

async function waiting(id: number, { store, now, deploys }: Services): Promise<DeployView> {
  const view = await viewDeploy(id, { rules: deploys.rules, now: now() }, store);
  if (!view) throw new UserError(...forgotten);
  const { deploy } = view;
  if (deploy.state !== 'waiting' || deploy.runId === null)
    throw new UserError(...nothingWaits(`${deploy.environment} of ${deploy.repository}`));
  return view;
}

/**
 * Whether somebody may decide; answers what stands against an approval that an admin may give all
 * the same, with a reason. A refusal stands in the audit.
 */
async function checked(
  view: DeployView,
  { approve, by }: { approve: boolean; by: Orderer },
  services: Services,
): Promise<string | null> {
  const { permits, store, now } = services;
  const { deploy, environment, repository } = view;
  const wanted = { command: 'approve', repository: repository.name };
  await permits.demand({ role: environment.role, ...wanted }, by);
  if (!approve) return null;
  try {
    if (environment.fourEyes) await fourEyes(view, by, services);
    const against = standsAgainst(view, now());
    if (against === null) return null;
    if (await isAdmin(by.user, repository.name, services)) return `${plainText(against)}.`;
    throw new UserError(...adminsOnly(against));
  } catch (thrown) {
    if (thrown instanceof UserError)
      await store.audit.note({
        ...{ at: now(), who: by.user, from: by.from, what: 'approve', target: deploy.environment },
        ...{ repository: deploy.repository, result: `refused: ${messageOf(thrown)}` },
      });
    throw thrown;
  }
}

async function fourEyes(view: DeployView, { user }: Orderer, services: Services): Promise<void> {
  const login = await services.loginOf(user);
  const { startedBy, startedLogin } = view.deploy;
  // It could be theirs: nobody closes four eyes by being unknown.
  if (startedBy === null && startedLogin !== null && login === null)
    throw new UserError(...unknownLogin(startedLogin));
  if (!isOwnDeploy(view.deploy, { user, login })) return;
  const { role } = view.environment;
  const wanted = { role, command: 'approve', repository: view.repository.name };
  const holders = await services.deploys.holders(wanted);
  throw new UserError(...ownDeploy(holders.filter((id) => id !== user)));
}

async function isAdmin(user: string, repository: string, { deploys }: Services): Promise<boolean> {
  return deploys.may(user, { role: 'admin', command: 'approve', repository });
}

function reviewOrder(
  { deploy, environment }: DeployView,
  { approve, comment, despite }: { approve: boolean; comment: string; despite: string | null },
): Order {
  const { id, runId, environmentId, repository } = deploy;
  const spite = despite === null ? '' : `, in spite of: ${despite} ${comment}`;
  return {
    ...{ kind: approve ? 'approve' : 'reject', command: 'approve', role: environment.role },
    ...{ repository, target: `the deploy to ${environment.name}${spite}`, runId: runId ?? 0 },
    key: `review:${id}:${runId}:${environmentId}:${deploy.waitingAt}`,
    detail: { deploy: id, environment: deploy.environment, environmentId, comment },
  };
}
