import fc from 'fast-check';
import { formsOverlap } from '../../../core/fields/formOverlaps.ts';
import { type FormName, hasForm } from '../../../core/fields/forms.ts';
import { valuesOfForm } from '../../support/recordArbitraries.ts';

const forms = Object.keys(valuesOfForm) as FormName[];

/** A value that matches two forms. */
const shared: readonly [FormName, FormName, string][] = [
  ['status', 'digits', '200'],
  ['digits', 'requestId', '1234567890123456'],
  ['resultType', 'requestId', 'CapacityExceeded'],
  ['tlsCipher', 'requestId', 'ECDHE-RSA-AES128-GCM-SHA256'],
  ['distributionId', 'requestId', 'E123456789ABCDEF'],
  ['edgeLocation', 'tlsCipher', 'SFO53-P9'],
  ['edgeLocation', 'distributionId', 'EWR5312'],
];

describe('formsOverlap', () => {
  it.each(shared)('is true for %s and %s, which %s both matches', (one, other, value) => {
    expect([hasForm(one, value), hasForm(other, value)]).toEqual([true, true]);
    expect([formsOverlap(one, other), formsOverlap(other, one)]).toEqual([true, true]);
  });

  it('is false for all other pairs of different forms', () => {
    const overlapping = forms.flatMap((one, index) =>
      forms.slice(index + 1).filter((other) => formsOverlap(one, other)),
    );
    expect(overlapping).toHaveLength(shared.length);
    expect(forms.every((form) => formsOverlap(form, form))).toBe(true);
  });

  it.each(forms)('is true for every other form that a value of the form %s matches', (form) => {
    fc.assert(
      fc.property(valuesOfForm[form], (value) => {
        expect(hasForm(form, value)).toBe(true);
        const others = forms.filter((other) => hasForm(other, value));
        expect(others.filter((other) => !formsOverlap(form, other))).toEqual([]);
      }),
    );
  });
});
