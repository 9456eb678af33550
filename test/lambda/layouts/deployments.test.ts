import fc from 'fast-check';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { printFields } from '../../../core/layouts/layoutsDocument.ts';
import { allFields } from '../../support/fieldLists.ts';
import { propertyRuns } from '../../support/propertyRuns.ts';
import { recordsOf } from '../../support/recordArbitraries.ts';
import { lineOf } from '../../support/records.ts';
import { type Failure, SimulatedAccount } from './simulatedAccount.ts';

let account: SimulatedAccount;
const mockPass = (milliseconds: number) => account.pass(milliseconds);

jest.mock('../../../lambda/consumer/healthMetrics.ts', () => ({ writeHealthMetrics() {} }));
jest.mock('node:timers/promises', () => ({
  setTimeout: async (milliseconds: number) => mockPass(milliseconds),
}));

beforeAll(() => {
  jest.spyOn(Date, 'now').mockImplementation(() => account.now);
});
afterAll(() => jest.restoreAllMocks());

const base = [
  'timestamp',
  'c-ip',
  'sc-status',
  'cs-uri-stem',
  'x-edge-location',
  'x-edge-request-id',
  'time-taken',
  'x-edge-result-type',
  'primary-distribution-id',
  'asn',
];

/** Fields whose records look like those of the base. */
const others = [
  'time-to-first-byte',
  's-ip',
  'cs-method',
  'sc-bytes',
  'cs-host',
  'c-country',
  'x-edge-detailed-result-type',
];

/** The base with some fields replaced by others, mostly by the same number of fields. */
const configurations = fc
  .tuple(fc.subarray(base, { maxLength: 3 }), fc.subarray(others, { maxLength: 3 }))
  .map(([less, more]) => [...base.filter((name) => !less.includes(name)), ...more])
  .map((chosen) => allFields.filter((name) => chosen.includes(name)));

interface Step {
  readonly fields: readonly string[];
  readonly failure: Failure;
  /** Number of times that each event is delivered. */
  readonly deliveries: number;
  /** Hours until the next step. */
  readonly hours: number;
  readonly restarts: boolean;
  /** Deploys the fields of an earlier step instead. */
  readonly again: number | undefined;
}

const steps: fc.Arbitrary<Step> = fc.record({
  fields: configurations,
  failure: fc.constantFrom<Failure>(
    'none',
    'none',
    'none',
    'before CloudFront',
    'after CloudFront',
    'at the end',
  ),
  deliveries: fc.constantFrom(1, 1, 2),
  hours: fc.constantFrom(0, 0, 1, 30, 170, 200),
  restarts: fc.boolean(),
  again: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
});

/** Whether a record has the same values with the order of a layout as with its own order. */
function saysTheSame(record: readonly string[], order: readonly string[], layout: string): boolean {
  const orders = expectedLayouts(order).map(({ fields }) => fields);
  const read = orders.find((fields) => printFields(fields) === layout);
  return read?.every((name, column) => record[column] === record[order.indexOf(name)]) ?? false;
}

/** Reads records of each order that may still arrive. Returns the records that were read with a wrong order. */
async function misreadOrders(seed: number): Promise<unknown[]> {
  const misread = [];
  for (const order of account.ordersToCome()) {
    const [drawn] = fc.sample(recordsOf(order), { seed, numRuns: 1 });
    for (const record of [drawn, lineOf(order).split('\t')]) {
      const layout = await account.read(record);
      if (!saysTheSame(record, order, layout)) misread.push({ order: printFields(order), layout, record });
    }
  }
  return misread;
}

/** Fields that end with a duration, so that two such lists can't be distinguished. */
const durations = (name: string) => ['timestamp', 'c-ip', 'sc-status', name];

/** Deploys the fields without delay and failure. */
const plainly = (fields: string[]): Step => ({
  fields,
  failure: 'none',
  deliveries: 1,
  hours: 0,
  restarts: false,
  again: undefined,
});

describe('deployments of fields', () => {
  it('never cause quarantined records or records that are read with the wrong order, whatever fails', async () => {
    let refused = 0;
    let deployed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(steps, { minLength: 2, maxLength: 6 }),
        fc.integer(),
        async (other, sequence, seed) => {
          account = new SimulatedAccount(other);
          await account.deploy(base, 'none', 1);
          for (const step of sequence) {
            if (step.restarts) account.restartConsumer();
            const fields = step.again === undefined ? step.fields : (sequence[step.again]?.fields ?? base);
            const refusal = await account.deploy(fields, step.failure, step.deliveries);
            if (refusal === undefined) deployed++;
            else refused++;
            expect(refusal ?? 'fields: expected fields').toMatch(/^fields: expected fields/);
            expect(await misreadOrders(seed)).toEqual([]);
            account.pass(step.hours * 3_600_000);
            expect(await misreadOrders(seed + 1)).toEqual([]);
          }
        },
      ),
      {
        numRuns: propertyRuns(20),
        // The second deployment is rejected in all random cases.
        examples: [[false, [plainly(durations('time-taken')), plainly(durations('time-to-first-byte'))], 0]],
      },
    );
    expect(refused).toBeGreaterThan(0);
    expect(deployed).toBeGreaterThan(refused);
  });

  it('do not read records with a layout of long ago that they would match', async () => {
    account = new SimulatedAccount(false);
    await account.deploy(durations('time-taken'), 'none', 1);
    await account.deploy(base, 'none', 1);
    expect(await account.deploy(durations('time-to-first-byte'), 'none', 1)).toMatch(
      /^fields: expected fields/,
    );
    account.pass(9 * 86_400_000);
    account.restartConsumer();
    expect(await account.deploy(durations('time-to-first-byte'), 'none', 1)).toBeUndefined();
    expect(await misreadOrders(1)).toEqual([]);
  });

  it('keep the layouts when the stack is deleted', async () => {
    account = new SimulatedAccount(false);
    await account.deploy(base, 'none', 1);
    const before = account.object.text;
    await account.remove();
    expect(account.object.text).toBe(before);
    expect(await misreadOrders(1)).toEqual([]);
  });
});
