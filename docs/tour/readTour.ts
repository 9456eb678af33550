/** A command of the tour, and the output that the page shows. */
export interface TourStep {
  readonly command: string;
  /** Output lines on the page; undefined if it shows none. A line `…` matches any lines. */
  readonly shown: readonly string[] | undefined;
}

const block = /^```(\w*)\n([\s\S]*?)^```$/gm;

/**
 * Returns the commands of a page, in order: the lines of its `sh` blocks. The output of a block's last line
 * is the next block without a language.
 */
export function readTour(page: string): TourStep[] {
  const steps: TourStep[] = [];
  for (const [, language, text = ''] of page.matchAll(block)) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const last = steps.at(-1);
    if (language === 'sh') steps.push(...lines.map((command) => ({ command, shown: undefined })));
    else if (language === '' && last?.shown === undefined && last !== undefined)
      steps[steps.length - 1] = { ...last, shown: lines };
  }
  return steps;
}

/** Patterns for values that differ between runs, and their replacements. */
const changing: readonly (readonly [form: RegExp, name: string])[] = [
  [/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT'],
  [/\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?/g, 'TIME'],
  [/\/\S*realtime-logs-[A-Za-z0-9]{6}/g, '/FOLDER'],
  [/[\d.,]+ (ms|s|minutes|hours) (behind|ago|old)/g, 'TIME $2'],
  [/refused [\d,]+ records/g, 'refused N records'],
  [/[\d,.]+ (batch(es)?|found|replayed|(Parquet )?files|invocations?|bytes|times)\b/g, 'N $1'],
  [/\s+/g, ' '],
];

/** Replaces the values in a line that differ between runs. */
export function normalizeLine(line: string): string {
  return changing.reduce((text, [form, name]) => text.replace(form, name), line).trim();
}

/**
 * Compares the output of a command with the lines on the page.
 *
 * @returns the first line of the page that the output lacks at this position; undefined if it has all lines
 */
export function findDifference(shown: readonly string[], output: string): string | undefined {
  const lines = output
    .split('\n')
    .map(normalizeLine)
    .filter((line) => line !== '');
  let next = 0;
  let maySkip = false;
  for (const line of shown) {
    if (line.trim() === '…') {
      maySkip = true;
      continue;
    }
    const found = lines.indexOf(normalizeLine(line), next);
    if (found < 0 || (!maySkip && found !== next)) return line;
    next = found + 1;
    maySkip = false;
  }
  return next < lines.length && !maySkip ? `the end, got '${lines[next]}'` : undefined;
}
