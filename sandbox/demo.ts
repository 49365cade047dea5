import { setImmediate } from 'node:timers/promises';
import { type Front, startFront } from './demo/front.ts';
import { type DemoOptions, help, readOptions } from './demo/options.ts';
import type { Demo } from './demo/start.ts';

await main();

async function main(): Promise<void> {
  const options = understood();
  const started = performance.now();
  const front = await startFront(options.port);
  const say = (line: string) => {
    if (!options.quiet) console.log(line);
  };
  console.log(options.quiet ? front.url : greeting(front));
  const starting = startBehind(front, options);
  const stop = once(async (code: number) => {
    // What still starts has no process of its own yet: it ends with this one.
    const begun = starting.catch(() => undefined);
    await (await Promise.race([begun, setImmediate(undefined)]))?.close();
    await front.close();
    process.exit(code);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  try {
    const demo = await starting;
    say(`  Log     ${demo.logFile}\n`);
    void demo.ready.then(() => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      say(`  Baton is up after ${seconds} s. Something breaks in a moment.\n`);
    });
    console.error(`\n${await firstFailure(front, demo)}\n`);
  } catch (error) {
    console.error(`\nThe demo could not start: ${wordsOf(error)}\n`);
  }
  stop(1);
}

/** Loaded once the page can be asked for: reading all of it takes longer than listening. */
async function startBehind(front: Front, options: DemoOptions): Promise<Demo> {
  const { startDemo } = await import('./demo/start.ts');
  return startDemo(front, options);
}

function understood(): DemoOptions {
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    if (options) return options;
    console.log(help);
    process.exit(0);
  } catch (error) {
    console.error(`${wordsOf(error)}\n\n${help}`);
    process.exit(1);
  }
}

function greeting({ url }: Front): string {
  return `
  Baton demo: a Slack workspace and a GitHub that exist on this machine only.

  Open    ${url}
  Be      Dana (developer), Quinn (QA), Omar (ops, on call) or Mina (manager)
  Stop    Ctrl-C`;
}

/** Why the demo cannot go on, once it cannot. */
function firstFailure(front: Front, demo: Demo): Promise<string> {
  const because = (what: string) => (error: unknown) => `${what}: ${wordsOf(error)}`;
  const never = new Promise<string>(() => {});
  return Promise.race([
    demo.died.then((how) => `Baton stopped: ${how}\n\nAll of its log: ${demo.logFile}`),
    demo.ready.then(() => never, because(`Baton did not connect (log: ${demo.logFile})`)),
    front.built.then(() => never, because('The page could not be built')),
  ]);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The first call does it; a second Ctrl-C must not stop things twice. */
function once(stop: (code: number) => Promise<void>): (code: number) => void {
  let stopping = false;
  return (code) => {
    if (stopping) return;
    stopping = true;
    void stop(code);
  };
}
