import type { Paint } from '../../terminal/colors.ts';
import { plainText } from '../../terminal/plainText.ts';
import type { Finding } from './finding.ts';

const marks = {
  ok: ['✓', 'green'],
  wrong: ['✗', 'red'],
  unchecked: ['?', 'yellow'],
  skipped: ['–', 'dim'],
} as const;

/**
 * Returns findings as lines of text: a line for each, followed by the remedy if something is wrong. Checks that couldn't
 * run come last, grouped by reason.
 */
export function describeFindings(findings: readonly Finding[], paint: Paint): string[] {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const unchecked = Map.groupBy(
    findings.filter(({ state }) => state === 'unchecked'),
    ({ remedy = '' }) => remedy,
  );
  return [
    ...findings
      .filter(({ state }) => state !== 'unchecked')
      .flatMap((finding) => describeFinding(finding, width, paint)),
    ...unchecked.entries().flatMap(([reason, group]) => describeUnchecked(reason, group, width, paint)),
  ];
}

function describeFinding({ subject, state, text, remedy }: Finding, width: number, paint: Paint): string[] {
  const [mark, style] = marks[state];
  const line = `${paint(style, mark)} ${subject.padEnd(width)}  ${plainText(text)}`;
  return remedy === undefined ? [line] : [line, `${' '.repeat(width + 4)}→ ${plainText(remedy)}`];
}

function describeUnchecked(reason: string, group: readonly Finding[], width: number, paint: Paint): string[] {
  const subjects = group.map(({ subject }) => subject);
  const [mark, style] = marks.unchecked;
  if (subjects.length === 1) return describeFinding(group[0], width, paint);
  return [
    `${paint(style, mark)} ${subjects.length} checks could not run: ${subjects.join(', ')}`,
    `${' '.repeat(width + 4)}→ ${plainText(reason)}`,
  ];
}
