import fc from 'fast-check';

/**
 * Vitest's setup: what breaks a property is told before the test's own 20 seconds are up, however long the search for a
 * smaller example would take; “timed out” tells nobody what to look at.
 */
fc.configureGlobal({ interruptAfterTimeLimit: 15_000, markInterruptAsFailure: true });
