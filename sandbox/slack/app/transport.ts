import type { Json } from '../wire.ts';

/** What Slack sends an app: events, commands, and everything that is pressed or submitted. */
export type Envelope = {
  kind: 'events_api' | 'slash_commands' | 'interactive';
  payload: Json;
  retry?: { number: number; reason: string };
};

export type Ack =
  | { ok: true; body: unknown }
  | {
      ok: false;
      /** `operation_timeout`: no answer in time. `dispatch_failed`: nobody there, or refused. */
      error: 'operation_timeout' | 'dispatch_failed';
      reason: string;
      /** The app asked not to be sent this again. */
      final?: boolean;
    };

export type Transport = {
  /** Settles with the acknowledgement, or when it has not come within `ms`. */
  send(envelope: Envelope, ms: number): Promise<Ack>;
  connected(): boolean;
};
