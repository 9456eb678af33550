import type { Random } from '../../bench/traffic/random.ts';
import type { FunctionHost } from '../../emulator/functionHost/functionHost.ts';
import type { CallFault } from './callFaults.ts';

/** What a fault can do. */
export interface Injection {
  readonly random: Random;
  readonly host: FunctionHost;
  /** Shard of the invocation, which stands in the names of its objects. */
  readonly shard: string;
  /** Ends the process of the invocation; whether it still ran. */
  kill(): boolean;
  /** Stops the process of the invocation where it is; whether it still ran. */
  suspend(): boolean;
  /** Lets a fault wait for calls; it counts once it hits one. */
  arm(fault: CallFault): void;
  /** Lets a further fault wait, which counts with the first. */
  accompany(fault: CallFault): void;
  /** Does something after a while, and counts the fault where that had an effect. */
  after(milliseconds: number, action: () => boolean): void;
  /** Does something once so many invocations more have ended. */
  afterInvocations(count: number, action: () => void): void;
  /** Counts the fault. */
  hit(): void;
}

/** A kind of fault that an invocation can meet with. */
export interface FaultKind {
  readonly name: string;
  /** How often it is drawn, beside the others. */
  readonly weight: number;
  inject(injection: Injection): void;
}
