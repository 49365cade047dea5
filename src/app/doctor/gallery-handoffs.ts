import type { HandoffEvent, HandoffNow, Leg } from '../../core/handoffs.ts';
import type { Message } from '../../core/message.ts';
import type { Incident, Run, Stream } from '../../core/records.ts';
import { exported } from '../../handoffs/messages/export.ts';
import { actForm, openForm } from '../../handoffs/messages/forms.ts';
import { legMessage } from '../../handoffs/messages/handoff.ts';
import { handoffList, homePart } from '../../handoffs/messages/lists.ts';
import { noteMessage } from '../../handoffs/messages/notes.ts';
import { privateMessage } from '../../handoffs/messages/private.ts';
import { handoffCard, offeredAnswer, onIncidentNote } from '../../handoffs/messages/show.ts';
import type { HandoffView, TeamWords } from '../../handoffs/view.ts';
import { homePage } from '../slack/home-messages.ts';

const hour = 3_600_000;

/** One of each message about handoffs. */
export function handoffGallery(
  about: { run: Run; incident: Incident & { stream: Stream } },
  now: number,
): Record<string, Message> {
  const offered = handoffSample(about, now);
  const around = { now, message: undefined, told: false };
  const page = { number: 1, more: true, words: '/handoff list' };
  const listed = { teams, names, undelivered: new Set([12]), now };
  const form = (modal: { blocks: readonly object[] }): Message => ({
    text: 'Modal',
    blocks: [...modal.blocks] as Message['blocks'],
  });
  const none: Message = { text: '', blocks: [] };
  const said = (deed: HandoffEvent['deed'], who = 'U0QUINN'): HandoffEvent => ({
    ...{ id: 9, handoff: 12, leg: 1, at: now, who, deed, text: 'the totals are wrong' },
  });
  const asked = {
    ...offered.handoff.current,
    question: 'Which build?',
    askedBy: 'U0QUINN',
    askedAt: now,
  };
  return {
    'handoff, offered': legMessage(offered, 1, { now }) ?? none,
    'handoff, asked': legMessage(withLeg(offered, asked), 1, { now }) ?? none,
    'handoff, accepted': legMessage(stateOf(offered, 'accepted', now), 1, { now }) ?? none,
    'handoff, declined': legMessage(stateOf(offered, 'declined', now), 1, { now }) ?? none,
    'handoff, done': legMessage(stateOf(offered, 'done', now), 1, { now }) ?? none,
    'handoff, reply': noteMessage(said('declined'), offered) ?? none,
    'handoff, reminder': privateMessage(said('reminded', 'baton'), offered, around) ?? none,
    'handoff, to the lead': privateMessage(said('lead', 'baton'), offered, around) ?? none,
    'handoff, question': privateMessage(said('asked'), withLeg(offered, asked), around) ?? none,
    'handoff, card': handoffCard(offered, { now, there: 'https://acme.slack.com/archives/C1/p1' }),
    'handoff, answer': offeredAnswer(offered, { now, resting: true }),
    'handoff, on an incident': onIncidentNote(offered, undefined),
    'handoff, exported': exported('H-12'),
    'handoffs, list': handoffList([offered.handoff], { ...listed, scope: 'with QA', page }),
    'handoffs, none': handoffList([], {
      ...listed,
      scope: '',
      page: { ...page, more: false },
    }),
    'handoffs, home': {
      text: 'Home',
      blocks: homePage(
        [
          homePart(
            { mine: [{ ...offered.handoff, link: 'https://acme.slack.com/1' }], sent: [] },
            listed,
          ),
        ],
        now,
      ),
    },
    'handoff, form': form(openForm(teams, { what: 'CI fails on main', run: about.run.url })),
    'handoff, pass on': form(actForm('pass', offered, { leg: 1, receiver: true })),
    'handoff, done?': form(actForm('done', offered, { leg: 1, receiver: true })),
  };
}

const names = new Map([
  ['U0DANA', 'Dana'],
  ['U0QUINN', 'Quinn'],
]);

const teams: readonly TeamWords[] = ['dev', 'qa'].map((id) => ({
  ...{ id, name: id.toUpperCase(), timezone: 'Europe/Berlin' },
  handoffs: { acceptWithin: hour, finishWithin: 24 * hour, checklist: ['Rollback tested'] },
}));

/** A handoff as it might be. */
export function handoffSample(
  { run, incident }: { run: Run; incident: Incident & { stream: Stream } },
  now: number,
): HandoffView {
  const current: Leg = {
    ...{ handoff: 12, number: 1, fromTeam: 'dev', sender: 'U0DANA', toTeam: 'qa' },
    ...{ addressee: 'U0QUINN', channel: 'C1', offeredAt: now, acceptBy: now + hour },
    ...{ holder: null, acceptedAt: null, finishBy: null, due: now + 24 * hour, ended: null },
    ...{ endedAt: null, endedBy: null, reason: null, reminded: 0 },
    ...{ question: null, askedBy: null, askedAt: null },
  };
  const handoff: HandoffNow = {
    ...{ id: 12, what: '2.4 is on staging, please test checkout', state: 'offered', leg: 1 },
    ...{ openedBy: 'U0DANA', openedAt: now, repository: run.repository, runId: run.id },
    ...{ incident: incident.id, source: 'https://acme.slack.com/archives/C1/p1' },
    doneWhen: { repository: run.repository, workflow: 'CI', branch: 'main' },
    context: {
      commits: [{ sha: run.sha, title: 'Refactor <!channel> totals', author: 'Dana' }],
      ...{ commitCount: 6, since: 9, environment: 'staging' },
      artifacts: [{ name: 'shop', bytes: 4_180_000 }],
    },
    ...{ outcome: null, evidence: null, closedAt: null, current },
  };
  const opened = { id: 1, handoff: 12, leg: 1, at: now, who: 'U0DANA', deed: 'offered' } as const;
  const events = [{ ...opened, text: null }];
  return { handoff, legs: [current], events, run, incidents: [incident], teams, names };
}

function withLeg(view: HandoffView, current: Leg): HandoffView {
  return { ...view, legs: [current], handoff: { ...view.handoff, current } };
}

function stateOf(
  view: HandoffView,
  state: 'accepted' | 'declined' | 'done',
  now: number,
): HandoffView {
  const ended = state === 'accepted' ? null : state;
  const leg: Leg = {
    ...view.handoff.current,
    ...{ holder: 'U0QUINN', acceptedAt: now, finishBy: now + 24 * hour, ended, reason: 'no time' },
    ...(ended === null ? {} : { endedAt: now, endedBy: 'U0QUINN' }),
  };
  const end =
    state === 'done'
      ? { outcome: 'All tested', evidence: 'https://e.example/1', closedAt: now }
      : {};
  const changed = withLeg(view, leg);
  return { ...changed, handoff: { ...changed.handoff, state, ...end } };
}
