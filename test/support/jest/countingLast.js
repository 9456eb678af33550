import { readFileSync } from 'node:fs';
import Sequencer from '@jest/test-sequencer';

/**
 * Runs test files that count work (`countWork.ts`) last, and all others in Jest's order. Counting replaces built-in
 * functions, and even after they are back, V8 runs regular expressions of that worker several times slower.
 */
export default class CountingLast extends Sequencer {
  sort(tests) {
    const counts = ({ path }) => readFileSync(path, 'utf8').includes('countWork.ts');
    const { true: last = [], false: first = [] } = Object.groupBy(super.sort(tests), counts);
    return [...first, ...last];
  }
}
