import fc from 'fast-check';
import { SecretNames, secretNamesOf } from '../../../core/sensitivity/secretNames.ts';
import { isSecretName } from '../../../core/sensitivity/secretWords.ts';

/** Returns whether a name is secret. Other bytes surround the bytes of the name. */
function matches(names: SecretNames, name: string, isWhole = true): boolean {
  const bytes = Buffer.from(`before ${name} behind`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return names.matches(bytes, view, 7, 7 + Buffer.byteLength(name), isWhole);
}

describe('names of a policy', () => {
  const names = new SecretNames({ redactNames: ['X-Tenant', 'ssn'], keepNames: ['sort_token', 'code'] });

  it.each([
    'x-tenant',
    'X_TENANT',
    'xTenant',
    'ssn',
    'user[ssn]',
    'user.SSN',
    'user[ssn][]',
    'token',
  ])('make %s secret', (name) => {
    expect([names.has(name), matches(names, name)]).toEqual([true, true]);
  });

  it.each([
    'tenant',
    'ssns',
    'ssn[type]',
    'sort_token',
    'sortToken',
    'SORT-TOKEN',
    'page[sort_token]',
    'code',
  ])('do not make %s secret', (name) => {
    expect([names.has(name), matches(names, name)]).toEqual([false, false]);
  });

  it('are the same object for the same policy', () => {
    const policy = { redactNames: ['ssn'] };
    expect(secretNamesOf(policy)).toBe(secretNamesOf(policy));
    expect(secretNamesOf(policy).has('ssn')).toBe(true);
  });
});

describe('cached results', () => {
  const names = new SecretNames();
  const piece = fc.constantFrom('token', 'key', 'a', 'B', '_', '-', '[', 'code', 'x'.repeat(30), '9');
  const name = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));

  it('equal those of the words, no matter how many names were checked before', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 50 }), fc.boolean(), (some, isWhole) => {
        for (const one of [...some, ...some]) {
          expect(matches(names, one, isWhole)).toBe(isSecretName(one, isWhole));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('end at the end of the name, no matter what follows', () => {
    for (const behind of ['', 's', '_type', '\0\0\0\0']) {
      const bytes = Buffer.from(`token${behind}    `);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      expect(names.matches(bytes, view, 0, 5, true)).toBe(true);
    }
  });

  it('are false for an empty name', () => {
    expect(matches(names, '')).toBe(false);
  });
});
