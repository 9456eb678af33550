import { limitingRule, limitingRuleJson } from '../../../../core/insight/cacheBusting/cacheBusting.ts';

describe('the suggested rule', () => {
  it.each([
    '/search',
    '/\u001b[2J\u009b\u007f"\\',
    '/日本語/😀\u202e',
  ])('is JSON in printable ASCII characters for the path %j', (path) => {
    const json = limitingRuleJson(path);
    expect(json).toMatch(/^[ -~]+$/);
    expect(JSON.parse(json)).toEqual(limitingRule(path));
  });
});
