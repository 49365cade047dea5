import { actions, type Block, button, type Confirm, context, lines } from '../../core/blocks.ts';
import { bold, channelLink, code, emoji, type Inline } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { cut, shortSha } from '../../core/text.ts';
import { mayOverride, type Obstacle } from '../decide.ts';
import type { Plan } from '../plan.ts';
import { changeBlocks, checks } from './changes.ts';
import { hintFor, obstacleLine } from './obstacles.ts';
import { commitOf, deployer, type Logins, named, timeOf } from './words.ts';

export type PlanOptions = {
  now: number;
  logins: Logins;
  /** Why the person may not, as a sentence; null where they may. */
  refusal: readonly Inline[] | null;
  /** Who may lift a lock. */
  lifters: readonly Inline[];
  /** An admin's reason to do it in spite of what stands against it. */
  override: string | null;
  /** What the button hands back. */
  value: string;
  /** It is shown anew, since what they had seen has changed. */
  stale?: boolean;
};

/** What a deploy would change, with the button that begins it; or what stands against it. */
export function planMessage(plan: Plan, options: PlanOptions): Message {
  const against = plan.obstacles.filter((one) => options.override === null || !mayOverride(one));
  const free = against.length === 0 && options.refusal === null;
  const title = titleOf(plan, free);
  const stale: Inline[][] = options.stale
    ? [[emoji('warning'), ' This has changed since you looked. Here is how it stands now.']]
    : [];
  const blocks: Block[] = [
    lines(...stale, title, replaced(plan, options)),
    ...changeBlocks(plan.changes, plan, plan.reversed),
    lines(...checks(plan, options)),
    ...verdict(plan, against, options),
  ];
  return message(title, blocks);
}

function titleOf(
  { kind, repository, environment, commit, ref, running }: Plan,
  free: boolean,
): Inline[] {
  const what: Inline[] = [...commitOf({ sha: commit.sha, ref }, repository)];
  const sign = kind === 'rollback' ? 'rewind' : 'rocket';
  const verb =
    kind === 'rollback'
      ? `Roll ${named(environment.name)} back to `
      : running?.sha === commit.sha
        ? 'Deploy once more '
        : 'Deploy ';
  const to: Inline[] = kind === 'rollback' ? [] : [' to ', bold(named(environment.name))];
  return [emoji(sign), ' ', bold(repository.name), ' · ', verb, ...what, ...to, free ? '?' : ''];
}

function replaced({ running, repository, newest }: Plan, { now, logins }: PlanOptions): Inline[] {
  if (!running) return ['Nothing runs there yet.'];
  const failed = newest && newest.id !== running.id && newest.result === 'failure';
  return [
    'Runs there now: ',
    ...commitOf(running, repository),
    ', since ',
    at(timeOf(running), now),
    ', by ',
    deployer(running, logins),
    ...(failed ? [`; the deploy after it (${shortSha(newest.sha)}) failed`] : []),
    '.',
  ];
}

function verdict(plan: Plan, against: readonly Obstacle[], options: PlanOptions): Block[] {
  const { refusal } = options;
  if (refusal !== null) return [lines([emoji('no_entry'), ' ', ...refusal])];
  const [first] = against;
  if (first) {
    const rows = against.map((one): Inline[] => [
      emoji('no_entry'),
      ' ',
      ...obstacleLine(one, plan, options),
    ]);
    const hint = hintFor(first, plan);
    return [lines(...rows), ...(hint ? [context(hint)] : [])];
  }
  const started = startedOn(plan);
  const spite: Block[] = options.override
    ? [
        context([
          `In spite of what stands against it: “${cut(options.override, 200)}”. The audit keeps that.`,
        ]),
      ]
    : [];
  const text =
    plan.kind === 'rollback' ? 'Roll back' : `Deploy to ${cut(named(plan.environment.name), 40)}`;
  const style = plan.environment.production ? 'danger' : 'primary';
  const go = button({
    id: 'deploy.go',
    text,
    value: options.value,
    style,
    ...question(plan, text),
  });
  return [...(started ? [context(started)] : []), ...spite, actions('deploy', go)];
}

/** A bare commit is started by the name of what is at it. */
function startedOn({ way, ref, commit }: Plan): Inline[] | undefined {
  if ('why' in way || way.handed || !commit.sha.startsWith(ref.toLowerCase())) return undefined;
  return [
    ...[
      'GitHub starts workflows only on branches and tags: this one starts on ',
      code(named(way.ref)),
    ],
    ', which is at this commit.',
  ];
}

/** Where CI is red it is asked once more. */
function question({ health, kind }: Plan, text: string): { confirm?: Confirm } {
  if (health.kind !== 'red' || kind === 'rollback') return {};
  const asked = 'CI failed at this commit. Deploy it all the same?';
  return { confirm: { title: 'CI is red', text: asked, confirm: text, deny: 'No' } };
}

/** What they see who pressed the button: what becomes of it is a message of its own. */
export function deployTaken({ environment, repository, commit }: Plan, channel: string): Message {
  const line: Inline[] = [
    `I am asking GitHub to bring ${shortSha(commit.sha)} to ${named(environment.name)} of ${repository.name}. `,
    'How it goes stands in ',
    channelLink(channel),
    '.',
  ];
  return message(line, [lines(line)]);
}
