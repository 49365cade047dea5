import { describe, expect, it } from 'vitest';
import { suspectsLine } from '../../src/builds/messages/cause.ts';
import type { SuspectCommit } from '../../src/core/cause.ts';
import { plainText } from '../../src/core/inline.ts';

const suspect = (change: Partial<SuspectCommit> = {}): SuspectCommit => ({
  ...{ sha: '4e5f6a7b8c', title: 'Refactor totals', authorName: 'Dana' },
  ...{ authorLogin: 'dana-gh', authorEmail: null, reason: 'touches src/cart.ts' },
  ...change,
});
const said = (...suspects: SuspectCommit[]) =>
  suspectsLine(suspects, { url: 'https://github.com/acme/api', authors: new Map() }).map(plainText);

describe('who is named as a suspect', () => {
  it('comes with the pull request that brought it', () => {
    expect(said(suspect({ pull: 412 }))).toEqual([
      'Suspect: 4e5f6a7 “Refactor totals” by dana-gh in #412 (touches src/cart.ts)',
    ]);
  });

  it('has its pull request named once, where the title says it already', () => {
    expect(said(suspect({ pull: 412, title: 'Refactor totals (#412)' }))).toEqual([
      'Suspect: 4e5f6a7 “Refactor totals (#412)” by dana-gh (touches src/cart.ts)',
    ]);
  });

  it('is no suspect where nothing speaks for it', () => {
    const { reason: _, ...unclear } = suspect();
    expect(said(unclear, suspect({ sha: 'b1', reason: 'touches a test' }), unclear)).toEqual([
      'Suspect: b1 “Refactor totals” by dana-gh (touches a test) · 2 other commits',
    ]);
    expect(said(unclear)).toEqual(['Since then: 4e5f6a7 “Refactor totals” by dana-gh']);
  });
});
