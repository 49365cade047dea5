/**
 * What the workspace and a page that shows it say to each other. Everything is JSON under
 * `<workspace url>/sandbox/`; a refused request answers 4xx with `{ ok: false, error }`, `error`
 * being Slack's own word where Slack has one. Every route that acts takes `user`: who is looking.
 * Times are Slack's: `ts` is `seconds.microseconds` as text and orders messages within a channel.
 */

export type * from './wire-requests.ts';
export type * from './wire-shapes.ts';
