import { people } from './cast.ts';
import type { Live } from './live.ts';

/** How often each thing happens by itself, out of a hundred, when nothing calls for attention. */
const habits: readonly (readonly [number, string])[] = [
  [58, 'push'],
  [12, 'fail-pr'],
  [10, 'break-main'],
  [8, 'flake'],
  [7, 'supersede'],
  [5, 'deploy'],
];

/** After how many ticks people have mended main or ended an outage. */
const patience = 3;
/** A visitor who wants to approve it has this many ticks for it. */
const approvalPatience = 8;

/** Which act comes next: first a breakage, then now and then one, and each is mended after a while. */
export function nextAct(live: Live, first: boolean): string {
  if (first) return 'break-main';
  for (const one of live.broken.values()) one.age += 1;
  live.outageAge += 1;
  const main = [...live.broken].filter(([key]) => !key.endsWith('Nightly backup'));
  const old = main.some(([, { age }]) => age >= patience);
  if (live.outage && live.outageAge >= patience && live.random() < 0.5) return 'end-storm';
  if (old && live.random() < 0.6) return 'fix-main';
  const drawn = draw(live.random() * 100);
  return drawn === 'break-main' && main.length > 1 ? 'push' : drawn;
}

function draw(number: number): string {
  let sum = 0;
  for (const [share, name] of habits) {
    sum += share;
    if (number < sum) return name;
  }
  return 'push';
}

/** Mina approves what nobody else did, so that nothing waits for ever. */
export function approveOld(live: Live): void {
  for (const [run, age] of live.waiting) {
    live.waiting.set(run, age + 1);
    if (age < approvalPatience) continue;
    live.waiting.delete(run);
    live.github.approve(run, people.mina.login);
  }
}
