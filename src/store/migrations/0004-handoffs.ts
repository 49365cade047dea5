import type { Words } from './words.ts';

/** Work on its way from one team to the next: what it is, its legs, its story. */
export function handoffs({ number, id, strict }: Words): string[] {
  return [
    `create table handoffs (
      id ${id},
      what text not null,
      state text not null,
      leg ${number} not null,
      opened_by text not null,
      opened_at ${number} not null,
      repository text,
      run_id ${number},
      incident ${number},
      source text,
      done_when text,
      context text,
      outcome text,
      evidence text,
      closed_at ${number}
    ) ${strict}`,
    `create index handoffs_open on handoffs (opened_at) where state <> 'done'`,
    `create index handoffs_closed on handoffs (closed_at)`,
    `create index handoffs_repository on handoffs (repository, opened_at)`,
    `create table handoff_legs (
      handoff ${number} not null,
      number ${number} not null,
      from_team text,
      sender text not null,
      to_team text not null,
      addressee text,
      channel text not null,
      offered_at ${number} not null,
      accept_by ${number} not null,
      holder text,
      accepted_at ${number},
      finish_by ${number},
      due ${number},
      ended text,
      ended_at ${number},
      ended_by text,
      reason text,
      reminded ${number} not null,
      question text,
      asked_by text,
      asked_at ${number},
      primary key (handoff, number)
    ) ${strict}`,
    `create index handoff_legs_offered on handoff_legs (offered_at)`,
    `create index handoff_legs_accepted on handoff_legs (accepted_at)`,
    `create index handoff_legs_ended on handoff_legs (ended_at)`,
    `create table handoff_events (
      id ${id},
      handoff ${number} not null,
      leg ${number} not null,
      at ${number} not null,
      who text not null,
      deed text not null,
      text text
    ) ${strict}`,
    `create index handoff_events_story on handoff_events (handoff, id)`,
  ];
}
