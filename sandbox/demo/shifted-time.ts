/**
 * Loaded into Baton's process before Baton (`--import`): whatever asks what time it is gets the time of
 * the demo's clock. Timers run as they did, as on a machine that slept and woke up later.
 */
const machine = Date.now.bind(Date);
let ahead = 0;

Date.now = () => machine() + ahead;
globalThis.Date = new Proxy(Date, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [target.now()] : given, newTarget),
  apply: (target) => new target(target.now()).toString(),
});

process.on('message', (message: { ahead: number }) => {
  ahead = message.ahead;
});
// What the demo may say must not keep Baton from ending.
process.channel?.unref();
