import { hasSpark } from '../sparks.ts';
import type { Rule } from '../types.ts';
import { analysers } from './analysers.ts';
import { builders } from './builders.ts';
import { bundlers } from './bundlers.ts';
import { cloud } from './cloud.ts';
import { compilers } from './compilers.ts';
import { containers } from './containers.ts';
import { general } from './general.ts';
import { linters } from './lint.ts';
import { otherLinters } from './lint-other.ts';
import { network } from './network.ts';
import { packageManagers } from './packages.ts';
import { otherPackages } from './packages-other.ts';
import { runner } from './runner.ts';
import { shell } from './shell.ts';
import { system } from './system.ts';
import { jsTests } from './tests-js.ts';
import { jvmTests } from './tests-jvm.ts';
import { nativeTests } from './tests-native.ts';
import { otherTests } from './tests-other.ts';
import { pythonTests } from './tests-python.ts';
import { typeCheckers } from './types-checkers.ts';

/** Every rule, the weightiest first. A new tool is a few lines in its family's file, with a sample that a test reads. */
export const allRules: readonly Rule[] = [
  ...jsTests,
  ...jvmTests,
  ...pythonTests,
  ...nativeTests,
  ...otherTests,
  ...compilers,
  ...builders,
  ...typeCheckers,
  ...bundlers,
  ...linters,
  ...otherLinters,
  ...analysers,
  ...packageManagers,
  ...otherPackages,
  ...containers,
  ...cloud,
  ...network,
  ...system,
  ...shell,
  ...runner,
  ...general,
].sort((a, b) => b.weight - a.weight);

/** The rules whose lines may hold no spark: all that a line without one has to be shown to. */
export const quietRules: readonly Rule[] = allRules.filter((rule) =>
  rule.sample.split('\n').some((line) => rule.when.test(line) && !hasSpark(line)),
);
