import { benchAck } from './ack.ts';
import { compile } from './child.ts';
import { benchIntake } from './intake.ts';
import { benchLogReading } from './log-reading.ts';
import { machineLine } from './machine.ts';
import { benchPosting } from './posting.ts';
import { benchReports } from './reports.ts';
import { benchRequests } from './requests.ts';
import { lineOf, type Row } from './row.ts';
import { benchStart } from './start.ts';
import { benchStorm } from './storm.ts';

const benches: Readonly<Record<string, () => Promise<Row[]>>> = {
  intake: benchIntake,
  ack: benchAck,
  posting: benchPosting,
  storm: benchStorm,
  requests: benchRequests,
  start: benchStart,
  'log-reading': benchLogReading,
  reports: () => benchReports(),
};

/** They write a gigabyte to the disk, and so run only when they are asked for. */
const byNameOnly = new Set(['log-reading', 'reports']);

await main(process.argv.slice(2));

/** `npm run bench -- intake ack`: a line each row, whatever it says; without names, all. */
async function main(asked: readonly string[]): Promise<void> {
  const unknown = asked.filter((name) => !(name in benches));
  if (unknown.length > 0) {
    console.error(
      `There is no ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`,
    );
    process.exitCode = 1;
    return;
  }
  console.log(machineLine());
  await compile();
  const wanted = (name: string) =>
    asked.length > 0 ? asked.includes(name) : !byNameOnly.has(name);
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted(name)) await print(name, bench);
  }
}

async function print(name: string, bench: () => Promise<Row[]>): Promise<void> {
  try {
    for (const row of await bench()) console.log(lineOf(row));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log([name, '–', '–', '–', '–', `short (${reason})`].join(' | '));
  }
}
