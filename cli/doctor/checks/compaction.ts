import { lateMarksPrefix } from '../../../core/lake/compaction/lateMarks.ts';
import { compactedPrefix, dayAndHour, hourOf, rawPrefix } from '../../../core/lake/keys.ts';
import { type CompactionStatus, readStatus, shownHour } from '../../compact/compactionStatus.ts';
import type { ListedObject } from '../../replay/s3Objects.ts';
import { type Check, showCount } from '../check.ts';
import { type Finding, ok, skipped, wrong } from '../finding.ts';

const subject = 'compaction';

/** Hours that may wait: as many as the alarm on the watermark's age allows by default. */
const mostWaitingHours = 6;

/** Hours for which a late mark may stay. Each run, one an hour, deletes what it merged. */
const mostHoursOfMark = 3;

/** Files of a day of the compacted table that joining leaves at most; a day has a few, or many at high rates. */
const mostFilesOfDay = 1_000;

/** Files that are listed at most: 20 calls. */
const mostListed = 20_000;

const hour = 3_600_000;

/** How far the compaction has come: watermark, last run, late marks, files and bytes of a day. */
export const compaction: Check = {
  subject,
  async run({ calls, now }) {
    const questions = await calls.compaction();
    if (questions === undefined)
      return [skipped(subject, 'the stack was deployed before it had a compaction; deploy it again')];
    const status = await readStatus(questions, now);
    if (!status.hasView)
      return [wrong(subject, "there is no view 'requests'", "start a run: 'npx cfrl compact --run'")];
    return [
      ...describeProgress(status),
      ...describeRun(status),
      ...(await describeMarks(await calls.listLake(lateMarksPrefix), status, now)),
      ...(await describeFiles((prefix, most) => calls.listLake(prefix, most), now)),
    ];
  },
};

function describeProgress({ watermark, waitingHours }: CompactionStatus): Finding[] {
  if (watermark === undefined)
    return [skipped(subject, "'requests' reads the raw files only: no hour is merged yet")];
  const until = `requests are compacted up to ${shownHour(watermark + 1)} UTC`;
  if (waitingHours <= mostWaitingHours) return [ok(subject, until)];
  return [
    wrong(
      subject,
      `${until}; ${showCount(waitingHours, 'closed hour')} wait`,
      "if the last run failed, see its reason; after an upgrade it catches up by itself: 'npx cfrl compact --status'",
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
  // Marks of hours that are not merged yet wait for these hours.
  const served = watermark === undefined ? '' : `${lateMarksPrefix}${dayAndHour(watermark).join('/')}/\uffff`;
  const old = marks.filter(
    ({ key, lastModified }) => key <= served && now - Date.parse(lastModified) > mostHoursOfMark * hour,
  );
  if (old.length === 0) return [];
  return [
    wrong(
      subject,
      `${showCount(old.length, 'late file')} ${old.length === 1 ? 'is' : 'are'} not merged for more than ${mostHoursOfMark} hours: requests lacks their rows`,
      "each run merges late files; see whether runs fail: 'npx cfrl compact --status'",
    ),
  ];
}

/** Files and bytes of the day before yesterday, whose compacted files the daily work has joined. */
async function describeFiles(
  list: (prefix: string, most: number) => Promise<readonly ListedObject[]>,
  now: number,
): Promise<Finding[]> {
  const [day] = dayAndHour(hourOf(now) - 48);
  const [raw, compacted] = await Promise.all([
    list(`${rawPrefix}arrival_day=${day}/`, mostListed),
    list(compactedPrefix, mostListed).then((files) =>
      files.filter(({ key }) => key.includes(`/day=${day}/`)),
    ),
  ]);
  if (raw.length === 0 && compacted.length === 0) return [];
  const says = `${day}: ${describeTotals(raw, 'raw file')}, ${describeTotals(compacted, 'compacted file')}`;
  if (compacted.length <= mostFilesOfDay) return [ok(subject, says)];
  return [
    wrong(
      subject,
      says,
      'the daily run joins files: see whether runs fail, or run OPTIMIZE for the day by hand',
    ),
  ];
}

function describeTotals(files: readonly ListedObject[], one: string): string {
  const bytes = files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  const atLeast = files.length === mostListed ? 'at least ' : '';
  return `${atLeast}${showCount(files.length, one)} of ${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`;
}
