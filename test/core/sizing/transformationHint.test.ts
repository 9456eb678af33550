import { defaultFields } from '../../../core/fields/defaultFields.ts';
import { typicalRecordBytes } from '../../../core/sizing/recordBytes.ts';
import { transformationHint, typicalDocumentBytes } from '../../../core/sizing/transformationHint.ts';
import { readExample } from '../../support/examples.ts';

describe('the size of a request for the function that transforms records', () => {
  it('is the largest size for which the response fits', () => {
    const findHint = (fields: readonly string[]) => transformationHint(fields, typicalRecordBytes(fields));
    expect(findHint(defaultFields)).toBe(1);
    expect(findHint(['sc-status', 'c-country', 'asn'])).toBe(0.25);
    expect(transformationHint(['sc-status'], 4)).toBe(0.2);
    expect(transformationHint(defaultFields, 100)).toBeLessThan(1);
  });

  it.each([
    ['website-20-fields', 703],
    ['website-46-fields', 1352],
  ] as const)('is derived from the size of documents, as measured for %s', (name, measured) => {
    const estimated = typicalDocumentBytes(readExample(name).fields);
    // Too large is better than too small: a request that is too small costs an additional invocation.
    expect(estimated / measured).toBeGreaterThan(0.9);
    expect(estimated / measured).toBeLessThan(1.6);
  });
});
