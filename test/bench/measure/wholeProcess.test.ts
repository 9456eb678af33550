import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { medianUse, runProgram } from '../../../bench/measure/wholeProcess.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();

function script(text: string): string {
  const file = join(folder, 'script.mjs');
  writeFileSync(file, text);
  return file;
}

describe('runProgram', () => {
  it('measures the memory of the program itself', () => {
    const small = runProgram([script('console.error("a line");')]);
    const large = runProgram([script('new Uint8Array(400 << 20).fill(1);')]);
    expect(large.peakMebibytes - small.peakMebibytes).toBeGreaterThan(100);
    expect(small.cpuSeconds).toBeGreaterThan(0);
    expect(small.wallSeconds).toBeGreaterThan(0);
  });

  it('fails with the output of a program that fails', () => {
    const file = script('console.error("no such file"); process.exitCode = 2;');
    expect(() => runProgram([file])).toThrow(/script\.mjs failed with status 2: no such file/);
  });
});

describe('medianUse', () => {
  it('returns the median of each number', () => {
    const uses = [
      { wallSeconds: 3, cpuSeconds: 1, peakMebibytes: 20 },
      { wallSeconds: 1, cpuSeconds: 2, peakMebibytes: 30 },
      { wallSeconds: 2, cpuSeconds: 3, peakMebibytes: 10 },
    ];
    expect(medianUse(uses)).toEqual({ wallSeconds: 2, cpuSeconds: 2, peakMebibytes: 20 });
  });
});
