import { setTimeout } from 'node:timers/promises';
import type { Fault, FaultHook, FaultPoint } from '../../emulator/endpoints/faultHook.ts';

/** A fault that affects later calls. */
export interface CallFault {
  readonly service: 's3' | 'monitoring' | 'kinesis';
  readonly operations: readonly string[];
  readonly stage: FaultPoint['stage'];
  /** Text that the resource of the calls contains. @default any */
  readonly about?: string;
  /** Number of calls to affect. */
  readonly calls: number;
  /** Milliseconds that each call waits. @default 0 */
  readonly delay?: number;
  /** Failure of the calls. @default they succeed */
  readonly fault?: Fault;
  /** Called when the first call is affected, before its delay. */
  readonly onFirst?: () => void;
}

interface ArmedFault extends CallFault {
  left: number;
  hit: boolean;
}

/** Armed faults, which affect the next matching calls, oldest first. */
export class CallFaults {
  #armed: ArmedFault[] = [];
  readonly #isExempt: (point: FaultPoint) => boolean;

  /** @param isExempt returns whether a call must not fail */
  constructor(isExempt: (point: FaultPoint) => boolean) {
    this.#isExempt = isExempt;
  }

  /** Arms a fault, and returns a function that disarms it. */
  arm(fault: CallFault): () => void {
    const armed = { ...fault, left: fault.calls, hit: false };
    this.#armed.push(armed);
    return () => {
      this.#armed = this.#armed.filter((other) => other !== armed);
    };
  }

  /** Disarms all faults. */
  disarm(): void {
    this.#armed = [];
  }

  /** Fault hook for the endpoints. */
  readonly hook: FaultHook = async (point) => {
    const found = this.#armed.find((armed) => this.#fits(armed, point));
    if (!found) return undefined;
    if (!found.hit) found.onFirst?.();
    found.hit = true;
    found.left--;
    if (found.left === 0) this.#armed = this.#armed.filter((other) => other !== found);
    if (found.delay) await setTimeout(found.delay);
    return found.fault;
  };

  #fits({ service, operations, stage, about = '' }: CallFault, point: FaultPoint): boolean {
    return (
      service === point.service &&
      stage === point.stage &&
      operations.includes(point.operation) &&
      (point.resource ?? '').includes(about) &&
      !this.#isExempt(point)
    );
  }
}
