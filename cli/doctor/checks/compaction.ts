import { lateMarksPrefix } from '../../../core/lake/compaction/lateMarks.ts';
import { compactedPrefix, dayAndHour, hourOf, rawPrefix } from '../../../core/lake/keys.ts';
import { type CompactionStatus, formatHour, readStatus } from '../../compact/compactionStatus.ts';
import type { ListedObject } from '../../replay/s3Objects.ts';
import { type Check, showCount } from '../check.ts';
import { type Finding, ok, skipped, wrong } from '../finding.ts';

const subject = 'compaction';

/** Maximum number of waiting hours: the default threshold of the alarm compactionBehind. */
const maxWaitingHours = 6;

/** Maximum age of a mark on a late file, in hours. Runs start every hour, and delete the marks of merged files. */
const maxMarkHours = 3;

/** Maximum number of compacted files of a day after the daily OPTIMIZE. Usually, a day has few files. */
const maxFilesPerDay = 1_000;

/** Maximum number of files that are listed, with 20 calls. */
const maxListed = 20_000;

const hour = 3_600_000;

/** Checks the compaction: watermark, last run, late files, and the files of a day. */
export const compaction: Check = {
  subject,
  async run({ calls, now }) {
    const questions = await calls.compaction();
    if (questions === undefined)
      return [skipped(subject, 'the stack was deployed with a version without compaction; deploy it again')];
    const status = await readStatus(questions, now);
    if (!status.hasView)
      return [wrong(subject, "the view 'requests' does not exist", "start a run: 'npx cfrl compact --run'")];
    return [
      ...describeProgress(status),
      ...describeRun(status),
      ...(await describeMarks(await calls.listLake(lateMarksPrefix), status, now)),
      ...(await describeFiles((prefix, max) => calls.listLake(prefix, max), now)),
    ];
  },
};

function describeProgress({ watermark, waitingHours }: CompactionStatus): Finding[] {
  if (watermark === undefined)
    return [skipped(subject, "no hour is compacted yet: 'requests' reads only raw files")];
  const until = `requests are compacted up to ${formatHour(watermark + 1)} UTC`;
  if (waitingHours <= maxWaitingHours) return [ok(subject, until)];
  return [
    wrong(
      subject,
      `${until}; ${showCount(waitingHours, 'closed hour')} waiting`,
      "if the last run failed, see its reason: 'npx cfrl compact --status'; after an upgrade, the compaction catches up automatically",
    ),
  ];
}

function describeRun({ lastRun }: CompactionStatus): Finding[] {
  if (lastRun === undefined || lastRun.status === 'RUNNING' || lastRun.status === 'SUCCEEDED') return [];
  return [
    wrong(
      subject,
      `the last run ended with ${lastRun.status}: ${lastRun.reason ?? 'no reason'}`,
      "the next run repeats it; if it fails again, see 'Compaction failed' in docs/operations.md",
    ),
  ];
}

function describeMarks(
  marks: readonly ListedObject[],
  { watermark }: CompactionStatus,
  now: number,
): Finding[] {
  // Marks of later hours don't count, because those hours are not compacted yet.
  const served = watermark === undefined ? '' : `${lateMarksPrefix}${dayAndHour(watermark).join('/')}/\uffff`;
  const old = marks.filter(
    ({ key, lastModified }) => key <= served && now - Date.parse(lastModified) > maxMarkHours * hour,
  );
  if (old.length === 0) return [];
  return [
    wrong(
      subject,
      `${showCount(old.length, 'late file')} ${old.length === 1 ? 'has' : 'have'} not been merged for more than ${maxMarkHours} hours: the view requests lacks their rows`,
      "each run merges late files; check whether runs fail: 'npx cfrl compact --status'",
    ),
  ];
}

/** Counts files and bytes of the day before yesterday, for which the daily OPTIMIZE has already run. */
async function describeFiles(
  list: (prefix: string, max: number) => Promise<readonly ListedObject[]>,
  now: number,
): Promise<Finding[]> {
  const [day] = dayAndHour(hourOf(now) - 48);
  const [raw, compacted] = await Promise.all([
    list(`${rawPrefix}arrival_day=${day}/`, maxListed),
    list(compactedPrefix, maxListed).then((files) => files.filter(({ key }) => key.includes(`/day=${day}/`))),
  ]);
  if (raw.length === 0 && compacted.length === 0) return [];
  const text = `${day}: ${describeTotals(raw, 'raw file')}, ${describeTotals(compacted, 'compacted file')}`;
  if (compacted.length <= maxFilesPerDay) return [ok(subject, text)];
  return [
    wrong(
      subject,
      text,
      'the daily OPTIMIZE reduces the number of files: check whether runs fail, or run OPTIMIZE for this day yourself',
    ),
  ];
}

function describeTotals(files: readonly ListedObject[], one: string): string {
  const bytes = files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  const atLeast = files.length === maxListed ? 'at least ' : '';
  return `${atLeast}${showCount(files.length, one)} of ${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`;
}
