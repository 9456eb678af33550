/** A command of the tour, with what the page shows of its output. */
export interface TourStep {
  readonly command: string;
  /** Lines of the page; undefined if it shows none. A line `…` stands for any lines. */
  readonly shown: readonly string[] | undefined;
}

const block = /^```(\w*)\n([\s\S]*?)^```$/gm;

/**
 * The commands of a page, in order: the lines of its `sh` blocks, the last one with the lines of the block without a
 * language that follows.
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

/** What differs from run to run, by what it becomes. */
const changing: readonly (readonly [form: RegExp, name: string])[] = [
  [/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT'],
  [/\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?/g, 'TIME'],
  [/\/\S*realtime-logs-[A-Za-z0-9]{6}/g, '/FOLDER'],
  [/[\d.,]+ (ms|s|minutes|hours) (behind|ago|old)/g, 'TIME $2'],
  [/refused [\d,]+ records/g, 'refused N records'],
  [/[\d,.]+ (batch(es)?|found|replayed|(Parquet )?files|invocations?|bytes|times)\b/g, 'N $1'],
  [/\s+/g, ' '],
];

/** A line without what differs from run to run. */
export function normalizeLine(line: string): string {
  return changing.reduce((text, [form, name]) => text.replace(form, name), line).trim();
}

/**
 * Compares the output of a command with what the page shows of it.
 *
 * @returns the first line of the page that the output lacks at its place; undefined if it has all of them
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
