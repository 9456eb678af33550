import { openSearchTemplate } from '../../core/destinations/openSearchTemplate.ts';
import { runCfrl } from './runInProcess.ts';

describe('cfrl destination', () => {
  it('prints the template, the policy, and the table', async () => {
    const [template, policy, table] = await Promise.all([
      runCfrl(['destination', 'template', 'requests', '--addresses', 'hash']),
      runCfrl(['destination', 'policy', 'requests', '--days', '7']),
      runCfrl(['destination', 'ddl', 'public.requests']),
    ]);
    expect(JSON.parse(template.stdout)).toEqual(openSearchTemplate({ index: 'requests', addresses: 'hash' }));
    expect(JSON.parse(policy.stdout).policy.states[0].transitions[0].conditions).toEqual({
      min_index_age: '7d',
    });
    expect(table.stdout).toMatch(/^CREATE TABLE public\.requests \(\n {2}"timestamp" TIMESTAMP,\n/);
    expect([template.status, policy.status, table.status]).toEqual([0, 0, 0]);
  });

  it.each([
    [['index', 'requests'], "WHAT: expected template, policy, ddl, test, got 'index'"],
    [['template', 'A B'], "NAME: expected an index of lowercase letters, digits, ., _, and -, got 'A B'"],
    [['ddl', 'a;drop'], "NAME: expected a table such as public.requests, got 'a;drop'"],
  ])('rejects %j in one sentence', async (args, sentence) => {
    const { status, stderr } = await runCfrl(['destination', ...args]);
    expect([status, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });
});
