import type { Random } from '../../harness/random.ts';
import type { Requests } from './requests.ts';
import { parts } from './windows.ts';

/** Moves each client with all its requests to a random part, so that parts only differ in their clients. */
export function moveClients(requests: Requests, random: Random): Requests {
  const clients = requests.facets.get('client')?.codes ?? new Int32Array(requests.rows);
  const partOfClient = new Map<number, number>();
  const place = (client: number) => {
    const part = partOfClient.get(client) ?? random.below(parts);
    partOfClient.set(client, part);
    return part;
  };
  return { ...requests, sessions: clients, parts: Uint8Array.from(clients, place) };
}

/**
 * Draws a set of clients at random, and puts the requests of the set into the first part. The requests of the other clients
 * are in the other parts: by time, or if there are sessions, each session in a random part.
 */
export function drawClientSet(requests: Requests, random: Random): Requests {
  const { rows, times, sessions } = requests;
  const clients = requests.facets.get('client')?.codes ?? Int32Array.from({ length: rows }, (_, row) => row);
  const isInSet = new Map<number, boolean>();
  const partOfSession = new Map<number, number>();
  const drawOnce = <T>(drawn: Map<number, T>, key: number, draw: () => T) => {
    const value = drawn.get(key) ?? draw();
    drawn.set(key, value);
    return value;
  };
  const others = parts - 1;
  const end = (times[rows - 1] ?? 0) + 1e-9;
  const partOf = (client: number, row: number) => {
    if (drawOnce(isInSet, client, () => random.below(parts) === 0)) return 0;
    if (sessions === undefined) return 1 + Math.floor((others * times[row]) / end);
    return drawOnce(partOfSession, sessions[row], () => 1 + random.below(others));
  };
  // Whole clients are drawn, so requests of a client depend on each other.
  return { ...requests, sessions: clients, parts: Uint8Array.from(clients, partOf), isSet: true };
}
