import { DuckDBInstance } from '@duckdb/node-api';
import { addressForms, subjectOfCondition, subjectOfTexts } from '../../../core/erasure/subject.ts';
import { sqlText } from '../../../core/sql/literals.ts';

const cases: readonly (readonly [address: string, text: string, isIn: boolean])[] = [
  ['192.0.2.1', '192.0.2.1', true],
  ['192.0.2.1', '198.51.100.2, 192.0.2.1,203.0.113.3', true],
  ['192.0.2.1', 'ip=192.0.2.1.', true],
  ['192.0.2.1', '192.0.2.1:443', true],
  ['192.0.2.1', '::ffff:192.0.2.1', true],
  ['192.0.2.1', '192.0.2.10', false],
  ['192.0.2.1', '1192.0.2.1', false],
  ['192.0.2.1', '192.0.2.1.5', false],
  ['192.0.2.1', '192a0.2.1', false],
  ['2001:DB8:0::1', '2001:db8::1', true],
  ['2001:db8::1', '[2001:0db8:0000:0000:0000:0000:0000:0001]:443', true],
  ['2001:db8::1', '2001:db8::1:1', false],
  ['2001:db8::1', 'a2001:db8::1', false],
];

describe('the subject of an address', () => {
  it.each(cases)('%s in %j: %s', (address, text, expected) => {
    expect(subjectOfTexts(address, []).isIn?.(text)).toBe(expected);
  });

  it('finds the same with SQL, which is never NULL', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const [address, text, expected] of cases) {
      const condition = subjectOfTexts(address, []).sql(['a', 'b'], 'duckdb');
      const rows = await connection.runAndReadAll(
        `SELECT ${condition} AS found FROM (SELECT NULL AS a, ${sqlText(text)} AS b)`,
      );
      expect([text, rows.getRowObjectsJson()[0]?.['found']]).toEqual([text, expected]);
    }
    connection.closeSync();
  });

  it('finds addresses behind percent escapes', () => {
    const { isIn } = subjectOfTexts('192.0.2.1', []);
    expect(isIn?.('for%3D%22192.0.2.1%22')).toBe(true);
  });

  it('includes its hashes', () => {
    const hash = '0123456789abcdef0123456789abcdef';
    const subject = subjectOfTexts('192.0.2.1', [hash]);
    expect(subject.description).toBe(`the address 192.0.2.1 or the hash ${hash}`);
    expect([subject.isIn?.(`a,${hash}`), subject.isIn?.(`0${hash}`)]).toEqual([true, false]);
    expect(subject.sql(['c_ip'], 'athena')).toMatch(/^coalesce\(regexp_like\("c_ip", '\(\?i\)/);
  });

  it('includes all notations of IPv6', () => {
    expect(addressForms('2001:DB8::1')).toEqual([
      '2001:db8::1',
      '2001:db8:0:0:0:0:0:1',
      '2001:0db8:0000:0000:0000:0000:0000:0001',
    ]);
    expect(addressForms('::ffff:192.0.2.1')).toEqual(['192.0.2.1']);
  });
});

describe('the subject of a condition', () => {
  it('has no test for texts', () => {
    const subject = subjectOfCondition('asn=64512', 'coalesce("asn" = 64512, FALSE)');
    expect([subject.sql([], 'athena'), subject.isIn, subject.description]).toEqual([
      'coalesce("asn" = 64512, FALSE)',
      undefined,
      'requests with asn=64512',
    ]);
  });
});
