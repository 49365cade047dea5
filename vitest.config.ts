import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What waits for whole programs and a browser begins first, so that nothing waits for it at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => /\/test\/(demo|app|cli)\//.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/helpers/postgres.ts', 'test/helpers/sqlite.ts', 'test/helpers/built.ts'],
    setupFiles: ['test/helpers/timers.ts', 'test/helpers/properties.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Nothing happens on import and no module is mocked, so files may share a process: starting
    // one for each took half as much time as all tests together.
    isolate: false,
    // One more than there are cores, since some wait for a browser or another program.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
  },
});
