import type { FunctionHost } from '../../emulator/functionHost/functionHost.ts';
import type { Random } from '../../harness/random.ts';
import type { CallFault } from './callFaults.ts';

/** Actions that a fault can take. */
export interface Injection {
  readonly random: Random;
  readonly host: FunctionHost;
  /** Shard of the invocation, which is part of the keys of its objects. */
  readonly shard: string;
  /** Kills the process of the invocation. Returns whether it was still running. */
  kill(): boolean;
  /** Suspends the process of the invocation. Returns whether it was still running. */
  suspend(): boolean;
  /** Arms a fault for later calls. It is counted when it affects a call. */
  arm(fault: CallFault): void;
  /** Arms an additional fault, which isn't counted separately. */
  accompany(fault: CallFault): void;
  /** Runs an action after some milliseconds, and counts the fault if the action had an effect. */
  after(milliseconds: number, action: () => boolean): void;
  /** Runs an action after this many more invocations have ended. */
  afterInvocations(count: number, action: () => void): void;
  /** Counts the fault. */
  hit(): void;
}

/** A kind of fault that an invocation can have. */
export interface FaultKind {
  readonly name: string;
  /** Relative frequency. */
  readonly weight: number;
  inject(injection: Injection): void;
}
