import type { Workspace } from '../../sandbox/slack/index.ts';

/** A baton.yml with a team that is on call: Omar, then Quinn, then Mina, who leads it. */
export const onCallYml = `
timezone: Europe/Berlin
repositories:
  - match: acme/low*
    channel: '#builds'
    team: ops
    severity: low
  - match: acme/patient
    channel: '#builds'
    team: ops
    alert_after: 2
  - match: acme/*
    channel: '#builds'
    team: ops
teams:
  ops:
    name: Operations
    channel: '#ops'
    members: [omar, quinn]
    lead: mina
    on_call_group: S0ONCALL
    on_call:
      - { layer: primary, people: [omar, quinn], since: 2026-11-23 }
      - { layer: secondary, people: [quinn, omar], since: 2026-11-23, ack_within: 5m }
    paging: { rounds: 2, still_on_it: 4h, quiet_hours: { low: mon-sun 20:00-08:00 } }
  dev:
    name: Development
    channel: '#dev'
    members: [dana]
people:
  dana: { slack: U0DANA, github: dana-gh }
  omar: { slack: U0OMAR, github: omar-gh }
  quinn: { email: quinn@acme.dev }
  mina: { slack: U0MINA }
roles: { operator: [mina] }
`;

/** The Slack user group that this team names is there. */
export function withGroup({ slack }: { slack: Workspace }): void {
  slack.addUsergroup('ops-oncall', ['mina'], 'S0ONCALL');
}
