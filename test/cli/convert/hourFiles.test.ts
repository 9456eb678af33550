import { join } from 'node:path';
import { LakeFolder, type PartFile } from '../../../cli/convert/lakeFolder.ts';
import { convertTo, writeLines } from '../../support/converting.ts';
import { fields12 } from '../../support/fieldLists.ts';
import { filesIn } from '../../support/lakeFolders.ts';
import { lineOf } from '../../support/records.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();

/** Counts the files to which pages are written in the background, and returns the largest number at a time. */
function observeWrites(): () => number {
  let writing = 0;
  let most = 0;
  const start = LakeFolder.prototype.start;
  jest.spyOn(LakeFolder.prototype, 'start').mockImplementation(function (this: LakeFolder, key): PartFile {
    const part = start.call(this, key);
    return {
      ...part,
      appendInBackground: async (bytes) => {
        most = Math.max(most, ++writing);
        await part.appendInBackground(bytes);
        writing--;
      },
    };
  });
  return () => most;
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the files of the hours of a block', () => {
  it('are open one at a time, because a block can have more hours than a process may have open files', async () => {
    const mostAtOnce = observeWrites();
    const lines = Array.from({ length: 20 }, (_, hour) =>
      lineOf(fields12, { timestamp: `${1_795_179_600 + hour * 3_600}.000` }),
    );
    const out = join(folder, 'out');
    const { files, written } = await convertTo(out, [writeLines(join(folder, 'hours.tsv'), lines)], fields12);
    expect([filesIn(out).length, files.length, written, mostAtOnce()]).toEqual([20, 20, 20, 1]);
  });
});
