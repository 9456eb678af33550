import { UsageError } from '../../terminal/usageError.ts';
import { runInProcess } from './runInProcess.ts';

describe('cfrl grafana', () => {
  it('rejects an unknown backend', async () => {
    await expect(runInProcess(['grafana', '--traffic', 'graphite'])).rejects.toThrow(
      new UsageError(
        "--traffic: expected classic, cloudwatch, prometheus, or victoriametrics, got 'graphite'",
      ),
    );
  });
});
