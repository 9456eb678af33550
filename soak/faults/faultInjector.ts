import { setTimeout as sleep } from 'node:timers/promises';
import { layoutsKey } from '../../core/lake/keys.ts';
import type { FaultPoint } from '../../emulator/endpoints/faultHook.ts';
import type { FunctionHost } from '../../emulator/functionHost/functionHost.ts';
import type { Random } from '../../harness/random.ts';
import { type CallFault, CallFaults } from './callFaults.ts';
import type { FaultKind, Injection } from './faultKind.ts';
import type { Tally } from './tally.ts';

const outage: CallFault = {
  service: 's3',
  operations: ['PutObject', 'GetObject'],
  stage: 'before',
  calls: Number.POSITIVE_INFINITY,
  fault: { refuse: { status: 503, code: 'SlowDown' } },
};

/** Options of a fault injector. */
export interface FaultInjectorOptions {
  readonly random: Random;
  readonly kinds: readonly FaultKind[];
  /** Probability that an invocation has a fault. */
  readonly rate: number;
  readonly tally: Tally;
}

/** Returns whether a call comes from the failure destination or a deployment, not from the function. */
function isExempt({ operation, resource }: FaultPoint): boolean {
  if (resource === undefined) return false;
  return resource.includes('-failures/') || (operation === 'PutObject' && resource.endsWith(layoutsKey));
}

/** Chooses faults for invocations at random, depending on a seed. */
export class FaultInjector {
  readonly #options: FaultInjectorOptions;
  readonly #calls = new CallFaults(isExempt);
  #active = false;
  #left = 0;
  #waiting: { left: number; readonly action: () => void }[] = [];

  constructor(options: FaultInjectorOptions) {
    this.#options = options;
  }

  /** Makes calls to the endpoints fail. */
  get hook() {
    return this.#calls.hook;
  }

  /** Starts injecting faults, up to a maximum number, so that affected batches can finish. */
  start(maxFaults: number): void {
    this.#active = true;
    this.#left = maxFaults;
  }

  /** Stops injecting faults, and disarms the armed ones. */
  stop(): void {
    this.#active = false;
    this.#calls.disarm();
    for (const { action } of this.#waiting.splice(0)) action();
  }

  /** Decides whether a new invocation has a fault. */
  invocationBegins(host: FunctionHost, event: string): void {
    const { random, rate } = this.#options;
    if (!this.#active || this.#left === 0 || !random.happens(rate)) return;
    this.#left--;
    const kind = this.#draw();
    kind.inject(this.#injectionOf(kind, host, shardOf(event)));
  }

  /** Makes S3 alternate between rejecting and accepting all calls, until the signal is aborted. */
  async outages(signal: AbortSignal): Promise<void> {
    const { random, tally } = this.#options;
    while (!signal.aborted) {
      const end = this.#calls.arm({ ...outage, onFirst: () => tally.add('S3 down for a while') });
      await sleep(300 + random.below(500), undefined, { signal }).catch(() => {});
      end();
      await sleep(300 + random.below(900), undefined, { signal }).catch(() => {});
    }
  }

  /** Records the end of an invocation. */
  invocationEnds(): void {
    const due = this.#waiting.filter((waiting) => --waiting.left <= 0);
    this.#waiting = this.#waiting.filter((waiting) => waiting.left > 0);
    for (const { action } of due) action();
  }

  #injectionOf({ name }: FaultKind, host: FunctionHost, shard: string): Injection {
    const { random, tally } = this.#options;
    const hit = () => tally.add(name);
    const isVictim = (event?: string) => event !== undefined && shardOf(event) === shard;
    return {
      random,
      host,
      shard,
      kill: () => host.kill(isVictim) > 0,
      suspend: () => host.suspend(isVictim) > 0,
      hit,
      arm: (fault) =>
        this.#calls.arm({
          ...fault,
          onFirst() {
            hit();
            fault.onFirst?.();
          },
        }),
      accompany: (fault) => this.#calls.arm(fault),
      after: (milliseconds, action) => {
        setTimeout(() => {
          if (this.#active && action()) hit();
        }, milliseconds);
      },
      afterInvocations: (left, action) => this.#waiting.push({ left, action }),
    };
  }

  #draw(): FaultKind {
    const { kinds, random } = this.#options;
    let place = random.next() * kinds.reduce((sum, { weight }) => sum + weight, 0);
    for (const kind of kinds) {
      place -= kind.weight;
      if (place < 0) return kind;
    }
    return kinds[0];
  }
}

/** Returns the shard of an event's records. */
function shardOf(event: string): string {
  return /shardId-\d+/.exec(event)?.[0] ?? '';
}
