import { eraseStatements } from '../../../core/erasure/eraseStatements.ts';
import { compactionTarget } from '../../../core/lake/compaction/target.ts';

describe('the statements of an erasure', () => {
  it('delete rows, rebuild their hours of the rollup, and remove the files that contain them', () => {
    const hour = Date.UTC(2026, 10, 20, 12) / 3_600_000;
    const statements = eraseStatements(compactionTarget('athena', ['c_ip']), "c_ip = '192.0.2.7'", {
      days: ['2026-11-20'],
      hours: [hour],
    });
    const lowered = `SET TBLPROPERTIES ('vacuum_max_snapshot_age_seconds'='1', 'optimize_rewrite_delete_file_threshold'='1')`;
    const usual = `SET TBLPROPERTIES ('vacuum_max_snapshot_age_seconds'='432000', 'optimize_rewrite_delete_file_threshold'='2')`;
    expect(statements.map((sql) => sql.split('\n')[0])).toEqual([
      "DELETE FROM requests_compacted WHERE c_ip = '192.0.2.7'",
      "DELETE FROM requests_hourly WHERE arrived = TIMESTAMP '2026-11-20 12:00:00'",
      'MERGE INTO requests_hourly t',
      `ALTER TABLE requests_compacted ${lowered}`,
      `ALTER TABLE requests_hourly ${lowered}`,
      "OPTIMIZE requests_compacted REWRITE DATA USING BIN_PACK WHERE day = DATE '2026-11-20'",
      "OPTIMIZE requests_hourly REWRITE DATA USING BIN_PACK WHERE day = DATE '2026-11-20'",
      'VACUUM requests_compacted',
      'VACUUM requests_hourly',
      `ALTER TABLE requests_compacted ${usual}`,
      `ALTER TABLE requests_hourly ${usual}`,
    ]);
  });
});
