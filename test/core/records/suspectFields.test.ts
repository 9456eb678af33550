import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { BatchReader } from '../../../core/records/batchReader.ts';
import { suspectFields } from '../../../core/records/suspectFields.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { batchOf } from '../../support/batches.ts';
import { fields46 } from '../../support/fieldLists.ts';
import { linesOf } from '../../support/records.ts';

function findSuspects(fields: readonly string[], lines: readonly string[]): string[] {
  const reader = new BatchReader(expectedLayouts(fields), defaultSensitivityPolicy);
  return suspectFields(reader.readWhole(batchOf(lines)), 10);
}

const repeat = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index));

describe('suspectFields', () => {
  it('are empty for records of their layout', () => {
    expect(findSuspects(fields46, linesOf(fields46, 50))).toEqual([]);
  });

  it('are fields whose values have neither type nor form', () => {
    const fields = ['sc-status', 'c-country', 'cs-method'];
    expect(
      findSuspects(
        fields,
        repeat(10, () => '200\t64496\tGET'),
      ),
    ).toEqual(['c-country']);
    expect(
      findSuspects(
        ['sc-status', 'cs-method', 'asn'],
        repeat(10, () => '200\tGET\tUS'),
      ),
    ).toEqual(['asn']);
  });

  it('require enough values, nearly all of them malformed', () => {
    const fields = ['sc-status', 'asn'];
    const line = (index: number, malformed: number) => (index < malformed ? '200\tx' : '200\t64496');
    expect(
      findSuspects(
        fields,
        repeat(9, (index) => line(index, 9)),
      ),
    ).toEqual([]);
    expect(
      findSuspects(
        fields,
        repeat(100, (index) => line(index, 89)),
      ),
    ).toEqual([]);
    expect(
      findSuspects(
        fields,
        repeat(100, (index) => line(index, 90)),
      ),
    ).toEqual(['asn']);
  });

  it('are checked by the present values if the edge writes them', () => {
    expect(
      findSuspects(
        ['sc-status', 'asn'],
        repeat(100, (index) => (index < 90 ? '200\t-' : '200\tx')),
      ),
    ).toEqual(['asn']);
  });

  it('are checked by all rows if a viewer decides their values', () => {
    const fields = ['sc-status', 'cmcd-encoded-bitrate'];
    expect(
      findSuspects(
        fields,
        repeat(100, (index) => (index < 50 ? '200\t-' : '200\tx')),
      ),
    ).toEqual([]);
    expect(
      findSuspects(
        fields,
        repeat(100, () => '200\tx'),
      ),
    ).toEqual(['cmcd-encoded-bitrate']);
  });

  it('do not include result types, because CloudFront adds new ones', () => {
    expect(
      findSuspects(
        ['sc-status', 'x-edge-result-type'],
        repeat(10, () => '200\tNEW_v2'),
      ),
    ).toEqual([]);
  });
});
