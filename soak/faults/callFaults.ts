import { setTimeout } from 'node:timers/promises';
import type { Fault, FaultHook, FaultPoint } from '../../emulator/endpoints/faultHook.ts';

/** A fault of calls to come. */
export interface CallFault {
  readonly service: 's3' | 'monitoring' | 'kinesis';
  readonly operations: readonly string[];
  readonly stage: FaultPoint['stage'];
  /** Part of what the calls are about. @default any */
  readonly about?: string;
  /** How many calls it hits. */
  readonly calls: number;
  /** Milliseconds that each of them waits. @default 0 */
  readonly delay?: number;
  /** What they get in place of their answer. @default the answer */
  readonly fault?: Fault;
  /** What happens when the first of them is hit, before anything waits. */
  readonly onFirst?: () => void;
}

interface Armed extends CallFault {
  left: number;
  hit: boolean;
}

/** Faults that wait for calls to the endpoints, the oldest first. */
export class CallFaults {
  #armed: Armed[] = [];
  readonly #isSpared: (point: FaultPoint) => boolean;

  /** @param isSpared tells of calls that never fail */
  constructor(isSpared: (point: FaultPoint) => boolean) {
    this.#isSpared = isSpared;
  }

  /** Lets a fault wait for its calls, and returns what takes it back. */
  arm(fault: CallFault): () => void {
    const armed = { ...fault, left: fault.calls, hit: false };
    this.#armed.push(armed);
    return () => {
      this.#armed = this.#armed.filter((other) => other !== armed);
    };
  }

  /** Forgets every fault that still waits. */
  disarm(): void {
    this.#armed = [];
  }

  /** The hook of the endpoints. */
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
      !this.#isSpared(point)
    );
  }
}
