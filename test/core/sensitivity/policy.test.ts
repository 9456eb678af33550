import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';

it('keeps addresses and text of functions, and drops cookies and secrets by default', () => {
  expect(defaultSensitivityPolicy).toEqual({
    addresses: 'keep',
    cookies: 'drop',
    headers: 'drop',
    urls: 'drop',
    custom: 'keep',
  });
});
