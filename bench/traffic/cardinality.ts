import { Random } from '../../harness/random.ts';
import type { Records } from './exampleRecords.ts';
import { replaceValues } from './exampleRecords.ts';

/** Numbers of different values of fields that viewers decide. */
export interface Cardinality {
  readonly uris: number;
  readonly agents: number;
  readonly addresses: number;
}

const seed = 46;

/** Replaces values with random ones from given numbers of URIs, user agents, and addresses, all equally likely. */
export function withCardinality(records: Records, { uris, agents, addresses }: Cardinality): Records {
  const random = new Random(seed);
  return replaceValues(records, () => ({
    'cs-uri-stem': uri(random.below(uris)),
    'cs-user-agent': agent(random.below(agents)),
    'c-ip': address(random.below(addresses)),
  }));
}

function uri(number: number): string {
  return `/articles/${number % 97}/a%20longer%20title-${number}/index.html?page=${number % 7}&size=large`;
}

function agent(number: number): string {
  return (
    `Mozilla/5.0%20(Windows%20NT%2010.0;%20Win64;%20x64)%20AppleWebKit/537.36%20(KHTML,%20like%20Gecko)%20` +
    `Chrome/${100 + (number % 40)}.0.${number}.0%20Safari/537.36`
  );
}

function address(number: number): string {
  return `198.${18 + ((number >>> 16) & 1)}.${(number >>> 8) & 255}.${number & 255}`;
}
