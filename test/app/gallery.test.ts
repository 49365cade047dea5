import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gallery } from '../../src/app/doctor/gallery.ts';

const said = gallery(Date.UTC(2026, 10, 26, 3));

test('what a thread is told says on a lock screen, too, what it is about', () => {
  const replies = Object.entries(said).filter(([name]) =>
    /, (note|reply|closed by|closed with|lock over)/.test(name),
  );
  expect(replies.length).toBeGreaterThan(14);
  for (const [name, { text }] of replies) expect(text, name).toMatch(/acme\/api|H-12/);
});

test('a page that is over is read out as over, not as the trouble that it was', () => {
  expect(said['page, by hand and over']?.text).toBe(':large_green_circle: Over: checkout is down');
});

test('many acts of which none was done are told in words, not by a sign alone', () => {
  expect(said['acts at once, refused']?.text).toBe(
    ':warning: <@U0OMAR> could not rerun the failed jobs of 1 workflow.',
  );
  expect(said['acts at once, lost']?.text).toBe(
    ':warning: <@U0OMAR> asked to rerun the failed jobs of 1 workflow.',
  );
  expect(said['acts at once, taken']?.text).toMatch(
    /^On it: 1 workflow. What becomes of it stands/,
  );
});

test('a handoff says on a lock screen for whom it is, and a deploy that did not begin why', () => {
  expect(said['handoff, offered']?.text).toBe(
    ':inbox_tray: H-12 · 2.4 is on staging, please test checkout · for QA',
  );
  expect(said['deploy, note refused']?.text).toContain(
    'it did not begin. GitHub does not know this branch any more. acme/api on production',
  );
});

test('no message ends in a blank, counts one of many or leaves a word twice', () => {
  for (const [name, { text }] of Object.entries(said)) {
    expect(text, name).not.toMatch(/^\s|\s$| {2}(?=\S)|\b(\w{3,}) \1\b/);
    expect(text, name).not.toMatch(
      /\b1 (runs|commits|workflows|calls|shifts|digests|jobs|times)\b/,
    );
  }
});

test('a quiet digest does not say in one breath that it is worse than usual and as usual', () => {
  expect(said['digest, quiet']?.text).toMatch(/All as usual\.$/);
  expect(said['digest, quiet']?.text).not.toContain('worse than usual');
});

test('a mistake is read out with what to do instead', () => {
  expect(said['answer, mistake']?.text).toBe('Rerunning needs the role operator. Ask @lee.');
});

test('what is to be typed stands as code, never between backticks that are shown', () => {
  for (const [name, { text, blocks }] of Object.entries(said)) {
    expect(text, name).not.toContain('`');
    // In mrkdwn an escaped one, in rich text any.
    expect(JSON.stringify(blocks), name).not.toMatch(/\u2060`|"type":"text","text":"[^"]*`/);
  }
});

test('what was never green is not called green', () => {
  expect(said['health, nothing to fix']?.text).toBe('Nothing to fix: 1 workflow in 1 repository.');
});

test('an override is taken back by its own number', () => {
  expect(JSON.stringify(said['on call, overrides']?.blocks)).toContain('/oncall remove 7');
});

test('what a channel hears of is read out by name, with what is muted', () => {
  expect(said['subscriptions']?.text).toBe('This channel hears of acme/*. Muted: acme/web · E2E.');
});

/** Those that a function of a feature answers, by name: `export function x(…): Message`. */
const built = /^(?:function|const) (\w+)(?:.*|[\s\S]*?\n\}?)\): Message\b(?!\[)/;

test('every message that a feature can build stands in the gallery', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const read = (which: RegExp) =>
    files.filter((file) => which.test(file)).map((file) => readFileSync(`src/${file}`, 'utf8'));
  const shown = read(/^app.doctor.gallery.*\.ts$/).join('\n');
  const names = read(/messages(.[\w-]+)?\.ts$/)
    .flatMap((text) => text.split(/^export /m).slice(1))
    .flatMap((one) => built.exec(one.split(/\n(?:\}\n|const |function )/)[0] ?? '')?.[1] ?? []);
  expect(names.length).toBeGreaterThan(80);
  // The message of an incident is that of an outage where it is one.
  const within = ['outageMessage'];
  expect(names.filter((name) => !new RegExp(`\\b${name}\\(`).test(shown))).toEqual(within);
});
