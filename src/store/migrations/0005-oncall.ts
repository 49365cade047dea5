import type { Words } from './words.ts';

/** Who is on call other than baton.yml says, whom Baton called, and who took a shift over. */
export function oncall(words: Words): string[] {
  return [...whoIsOnCall(words), ...pages(words)];
}

function whoIsOnCall({ number, id, strict }: Words): string[] {
  const shift = `
      team text not null,
      layer text not null,
      person text not null,
      from_at ${number} not null,
      until_at ${number} not null,`;
  return [
    `create table overrides (
      id ${id},${shift}
      created_by text not null,
      created_at ${number} not null
    ) ${strict}`,
    `create index overrides_until on overrides (until_at)`,
    `create table shift_offers (
      id ${id},${shift}
      offered_by text not null,
      offered_at ${number} not null,
      taken_by text,
      taken_at ${number},
      unique (team, layer, from_at, person)
    ) ${strict}`,
    `create table calendars (
      team text not null,
      layer text not null,
      entries text not null,
      etag text,
      read_at ${number},
      error text,
      failing_since ${number},
      primary key (team, layer)
    ) ${strict}`,
    `create table handovers (
      id ${id},
      team text not null,
      layer text not null,
      at ${number} not null,
      leaving text,
      coming text not null,
      since ${number} not null,
      written_at ${number} not null,
      accepted_by text,
      accepted_at ${number},
      unique (team, layer, at)
    ) ${strict}`,
  ];
}

function pages({ number, id, strict }: Words): string[] {
  return [
    `create table pages (
      id ${id},
      team text not null,
      severity text not null,
      incident ${number},
      title text,
      channel text,
      opened_by text,
      opened_at ${number} not null,
      calling_since ${number},
      gave_up_at ${number},
      asked_at ${number},
      confirmed_at ${number},
      acknowledged_by text,
      acknowledged_at ${number},
      snoozed_until ${number},
      resolved_by text,
      closed_at ${number},
      unique (incident, team)
    ) ${strict}`,
    `create index pages_open on pages (closed_at)`,
    `create table page_calls (
      page ${number} not null,
      nth ${number} not null,
      round ${number} not null,
      layer text not null,
      person text not null,
      slack text not null,
      at ${number} not null,
      ack_within ${number} not null,
      primary key (page, nth)
    ) ${strict}`,
    `create index page_calls_at on page_calls (at)`,
    `create index page_calls_slack on page_calls (slack, at)`,
  ];
}
