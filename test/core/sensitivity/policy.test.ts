import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';

it('by default keeps addresses and what functions write, and drops cookies and secrets', () => {
  expect(defaultSensitivityPolicy).toEqual({
    addresses: 'keep',
    cookies: 'drop',
    headers: 'drop',
    urls: 'drop',
    custom: 'keep',
  });
});
