import { compare, printComparison } from './sections/comparison.ts';
import { shapeNames } from './traffic/shapes.ts';

for (const shape of shapeNames) {
  const comparison = await compare(shape, { warmUpRounds: 3, rounds: 15, runsPerRound: 3 });
  console.log(`\n${printComparison(comparison).join('\n')}`);
}
