import { agentFamilyOf } from '../../../../core/insight/facets/agentFamily.ts';

const chrome =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

describe('the family of a user agent', () => {
  it.each([
    [chrome, 'Chrome on macOS'],
    ['MyApp/3.1 CFNetwork/1410', 'MyApp'],
    ['', 'other'],
    [null, null],
  ])('%j is %s', (userAgent, family) => {
    expect(agentFamilyOf(userAgent)).toBe(family);
  });
});
