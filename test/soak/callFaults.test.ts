import type { FaultPoint } from '../../emulator/endpoints/faultHook.ts';
import { CallFaults } from '../../soak/faults/callFaults.ts';

const fault = { refuse: { status: 503, code: 'SlowDown' } };
const point = { service: 's3', operation: 'PutObject', stage: 'before', call: 1 } as const;
const armed = { service: 's3', operations: ['PutObject'], stage: 'before', calls: 2, fault } as const;

const isSpared = ({ resource }: FaultPoint) => resource?.startsWith('spared/') === true;

describe('CallFaults', () => {
  it('affects the given number of calls, and reports the first', async () => {
    const faults = new CallFaults(isSpared);
    const onFirst = jest.fn();
    faults.arm({ ...armed, onFirst });

    const answers = [await faults.hook(point), await faults.hook(point), await faults.hook(point)];

    expect(answers).toEqual([fault, fault, undefined]);
    expect(onFirst).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['another service', { service: 'kinesis' }],
    ['another operation', { operation: 'GetObject' }],
    ['another stage', { stage: 'after' as const }],
    ['what is spared', { resource: 'spared/key' }],
  ])('does not affect calls of %s', async (_, difference) => {
    const faults = new CallFaults(isSpared);
    faults.arm(armed);

    expect(await faults.hook({ ...point, ...difference })).toBeUndefined();
  });

  it('disarms one fault or all faults', async () => {
    const faults = new CallFaults(isSpared);
    faults.arm(armed)();
    expect(await faults.hook(point)).toBeUndefined();

    faults.arm(armed);
    faults.disarm();
    expect(await faults.hook(point)).toBeUndefined();
  });
});
