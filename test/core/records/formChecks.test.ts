import fc from 'fast-check';
import { type FormName, hasForm } from '../../../core/fields/forms.ts';
import { formCheck } from '../../../core/records/formChecks.ts';
import { linesOfFields } from '../../support/columns.ts';
import { requestId } from '../../support/records.ts';

function checkText(form: FormName, text: string): boolean {
  const lines = linesOfFields([['before', text, 'behind']]);
  return formCheck(form)(lines, lines.bounds[1] + 1, lines.bounds[2]);
}

/** Generates texts from pieces. Only some pieces are allowed in the form. */
function generateNear(...pieces: string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((parts) => parts.join(''));
}

const texts: Readonly<Record<string, fc.Arbitrary<string>>> = {
  address: generateNear('1', '25', '192', '1234', '.', '..', ':', '::', 'db8', '192.0.2.1', 'g', ' ', 'é'),
  requestId: fc
    .tuple(fc.nat({ max: 58 }), generateNear('a', '_', '-', '=', '==', '%', '/', 'é'))
    .map(([length, end]) => requestId(1).slice(0, length) + end),
  resultType: generateNear('Hit', 'Miss', 'h', 'H', '1', ' ', 'é'),
};

describe('the check of a form on bytes', () => {
  it.each(Object.keys(texts) as FormName[])('agrees with the pattern of the form %s for any text', (form) => {
    fc.assert(
      fc.property(texts[form], (text) => {
        expect(checkText(form, text)).toBe(hasForm(form, Buffer.from(text).toString('latin1')));
      }),
      { numRuns: 1000 },
    );
  });

  it('accepts usual values of each form', () => {
    expect([
      checkText('requestId', requestId(1)),
      checkText('address', '192.0.2.1'),
      checkText('address', '2001:db8::1'),
      checkText('country', 'US'),
    ]).toEqual([true, true, true, true]);
  });
});
