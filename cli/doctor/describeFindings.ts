import type { Paint } from '../../terminal/colors.ts';
import { plainText } from '../../terminal/plainText.ts';
import type { Finding } from './finding.ts';

const marks = { ok: ['✓', 'green'], wrong: ['✗', 'red'], skipped: ['–', 'dim'] } as const;

/** Findings as lines for people: a line each, and below it what to do where something is wrong. */
export function describeFindings(findings: readonly Finding[], paint: Paint): string[] {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  return findings.flatMap(({ subject, state, says, remedy }) => {
    const [mark, style] = marks[state];
    const line = `${paint(style, mark)} ${subject.padEnd(width)}  ${plainText(says)}`;
    return remedy === undefined ? [line] : [line, `${' '.repeat(width + 4)}→ ${plainText(remedy)}`];
  });
}
