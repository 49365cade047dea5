import { UserError } from '../../core/errors.ts';
import { handoffName } from '../../core/handoffs.ts';
import type { Inline } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import type { Refusal } from '../decide.ts';
import { type HandoffView, nameIn } from '../view.ts';
import { quoted, teamName } from './words.ts';

/** Why something cannot be done: what is the case now, and what to do. */
export function refusal(why: Refusal, view: HandoffView, now: number): UserError {
  const { handoff, names, teams } = view;
  const { current, id } = handoff;
  const name = handoffName(id);
  const team = teamName(current.toTeam, teams);
  const sender = nameIn(names, current.sender);
  const say = (sentence: Inline[], hint?: string) => new UserError(sentence, hint);
  switch (why) {
    case 'over':
      return say(
        [`${name} is done since `, at(handoff.closedAt ?? now, now), '.'],
        'If there is more to do, hand it over anew: `/handoff`.',
      );
    case 'moved-on':
      return say(
        [`That was an earlier message: ${name} is with ${team} now.`],
        `\`/handoff show ${name}\` tells how it stands.`,
      );
    case 'taken':
      return say(
        [`${nameIn(names, current.holder)} has ${name} already.`],
        'Talk to them in its thread.',
      );
    case 'declined':
    case 'returned':
      return say(
        [...backSentence(view, why)],
        `It is with ${sender} now: ask them to hand it over again.`,
      );
    case 'not-accepted':
      return say([`Nobody has accepted ${name} yet.`], 'Press Accept first, or Decline.');
    case 'not-receiver':
      return say(
        [`${name} is for ${team}, and you are not in that team.`],
        `Ask ${team} to do it; who belongs to a team stands in baton.yml.`,
      );
    case 'not-sender':
      return say(
        [`That is for ${sender} to do, who handed it over.`],
        'Write to them in its thread.',
      );
    case 'not-yours':
      return say(
        [`${name} is between ${sender} and ${team}.`],
        'Ask one of them to say that it is done.',
      );
    case 'asked-already':
      return say(
        [
          `${nameIn(names, current.askedBy)} asked ${sender} already: ${quoted(current.question ?? '')}`,
        ],
        'Wait for the answer, or write in its thread.',
      );
    case 'nothing-asked':
      return say([`Nobody waits for an answer about ${name} any more.`], 'Write in its thread.');
    case 'same-team':
      return say([`${name} is with ${team} already.`], 'Choose another team.');
  }
}

function backSentence(
  { handoff, names, teams }: HandoffView,
  why: 'declined' | 'returned',
): Inline[] {
  const { endedBy, reason, toTeam, sender } = handoff.current;
  const by = endedBy === 'baton' ? teamName(toTeam, teams) : nameIn(names, endedBy);
  const because = reason && endedBy !== 'baton' ? `: ${quoted(reason)}` : '.';
  const name = handoffName(handoff.id);
  if (why === 'declined') return [`${by} declined ${name}${because}`];
  if (endedBy === 'baton') return [`${name} went back. ${reason ?? ''}`];
  return [
    endedBy === sender ? `${by} took ${name} back${because}` : `${by} returned ${name}${because}`,
  ];
}
