import type { HandoffNow } from '../../../core/handoffs.ts';
import { legKey } from '../../../handoffs/act.ts';
import { type Addresses, createAddresses } from '../addresses.ts';

/** The addresses of messages in Slack, those of handoffs by their legs. */
export type Links = {
  /** Of a leg's message; undefined while it is not posted. */
  ofLeg(handoff: number, leg: number): Promise<string | undefined>;
  ofNewest(handoff: HandoffNow): Promise<string | undefined>;
  of: Addresses['of'];
};

export function createLinks(desk: Parameters<typeof createAddresses>[0]): Links {
  const { of, ofPost } = createAddresses(desk);
  const ofLeg = (handoff: number, leg: number) => ofPost(legKey(handoff, leg));
  return { of, ofLeg, ofNewest: ({ id, leg }) => ofLeg(id, leg) };
}
