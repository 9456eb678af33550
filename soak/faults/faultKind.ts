import type { FunctionHost } from '../../emulator/functionHost/functionHost.ts';
import type { Random } from '../../harness/random.ts';
import type { CallFault } from './callFaults.ts';

/** What a fault can do. */
export interface Injection {
  readonly random: Random;
  readonly host: FunctionHost;
  /** Shard of the invocation, which is part of the names of its objects. */
  readonly shard: string;
  /** Kills the process of the invocation. Returns whether it still ran. */
  kill(): boolean;
  /** Suspends the process of the invocation. Returns whether it still ran. */
  suspend(): boolean;
  /** Arms a fault of later calls; it counts when it affects one. */
  arm(fault: CallFault): void;
  /** Arms another fault, which counts together with the first. */
  accompany(fault: CallFault): void;
  /** Does something after some milliseconds, and counts the fault if that had an effect. */
  after(milliseconds: number, action: () => boolean): void;
  /** Does something after this many more invocations have ended. */
  afterInvocations(count: number, action: () => void): void;
  /** Counts the fault. */
  hit(): void;
}

/** A kind of fault that an invocation can have. */
export interface FaultKind {
  readonly name: string;
  /** How often it is chosen, relative to the others. */
  readonly weight: number;
  inject(injection: Injection): void;
}
