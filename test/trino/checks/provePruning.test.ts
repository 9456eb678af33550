import { scanLimits } from '../../../trino/checks/provePruning.ts';

const plan = `
   └─ ScanFilterProject[table = iceberg:lake.requests_compacted$data@48 constraint on [day], filterPredicate = (x >= 1)]
          Layout: [arrived:timestamp(6)]
          arrived := 77:arrived:timestamp(6)
          76:day:date
              :: [[2026-11-27, <max>)]
   └─ ScanFilterProject[table = hive:lake:requests_raw constraint on [arrival_day, arrival_hour], filterPredicate = TRUE]
          │   arrival_day_149 := arrival_day:string:PARTITION_KEY
          │       :: [[2026-11-26], [2026-11-27]]
          arrival_hour := arrival_hour:int:PARTITION_KEY
              :: [[1], [2]]
   └─ TableScan[table = hive:lake:other]
          a := a:string:REGULAR
`;

describe('scanLimits', () => {
  it('reads the limits of each table in a plan', () => {
    expect(Object.fromEntries(scanLimits(plan))).toEqual({
      requests_compacted: { day: '[[2026-11-27, <max>)]' },
      requests_raw: { arrival_day: '[[2026-11-26], [2026-11-27]]', arrival_hour: '[[1], [2]]' },
      other: {},
    });
  });
});
