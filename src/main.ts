import { readFileSync } from 'node:fs';
import { createApp } from './app/create-app.ts';
import { createLog } from './app/log.ts';
import { type Config, loadConfig, redactedConfig } from './config/load.ts';
import { misspelt } from './config/misspelt.ts';
import { problemLines } from './config/problems.ts';
import { systemClock } from './core/clock.ts';
import { openStore } from './store/index.ts';

await main();

async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  log.debug(redactedConfig(config), 'configuration');
  for (const slip of misspelt(process.env))
    log.warn(slip, 'Baton reads no variable of this name; did you mean the other?');
  // Node.js would print it as it is, with the headers of whatever request it is about.
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'Baton broke off: nobody caught this');
    process.exit(1);
  });
  let stopping = false;
  try {
    const { database } = config;
    const store = await openStore(
      database.engine === 'sqlite' ? database.file : database.url.reveal(),
      { log },
    );
    const app = createApp({ config, store, clock: systemClock, random: Math.random, log });
    // As process 1 of a container it would hear no signal otherwise, and starting may take a minute.
    stopOnSignal(async () => {
      stopping = true;
      await app.stop();
      await store.close();
    });
    const { port } = await app.start();
    if (!stopping) log.info({ port, engine: store.engine }, 'ready');
  } catch (thrown) {
    if (stopping) return;
    fail(problemLines(thrown));
  }
}

function readConfig(): Config {
  try {
    return loadConfig({ env: process.env, readFile: (path) => readFileSync(path, 'utf8') });
  } catch (thrown) {
    return fail(problemLines(thrown));
  }
}

/** One line for each thing that an operator has to mend. */
function fail(lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exit(1);
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void stop().then(() => process.exit(0));
    });
  }
}
