import { subjectOf } from '../../../cli/erase/erasureOptions.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { readByDuckDb } from '../../support/parquetReaders.ts';
import { lineOf } from '../../support/records.ts';
import { parquetFiles, transformLines } from '../../support/transforming.ts';

const fields = ['timestamp', 'c-ip'] as const;
const layouts = expectedLayouts(fields);
const hashing = { ...defaultSensitivityPolicy, addresses: 'hash', hashKey: 'key' } as const;

/** Returns the address that the pipeline stores. */
async function storedAddress(address: string): Promise<string> {
  const line = lineOf(fields, { 'c-ip': address });
  const [file] = parquetFiles(transformLines(fields, [line], { policy: hashing }));
  return String((await readByDuckDb(file))['c_ip']?.[0]);
}

describe('the subject of an erasure', () => {
  it('includes the hash of an address, as the pipeline stores it', async () => {
    const stored = await storedAddress('2001:DB8::0:7');
    const { subject, isRecord } = subjectOf({ address: '2001:db8::7' }, layouts, hashing);
    expect(subject.description).toBe(`the address 2001:db8::7 or the hash ${stored}`);
    expect([subject.isIn?.(stored), isRecord(lineOf(fields, { 'c-ip': '2001:db8::7' }))]).toEqual([
      true,
      true,
    ]);
  });

  it('reads records with the layouts to test a condition, with the same values as in the lake', async () => {
    const stored = await storedAddress('192.0.2.7');
    const { isRecord } = subjectOf({ where: `c-ip=${stored}` }, layouts, hashing);
    const record = (address: string) => `${lineOf(fields, { 'c-ip': address })}\n`;
    expect([record('192.0.2.7'), record('192.0.2.70'), 'no record'].map(isRecord)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
