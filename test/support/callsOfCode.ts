import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

/** IAM prefixes of the services whose clients are imported. */
const services: Readonly<Record<string, string>> = {
  '@aws-sdk/client-s3': 's3',
  '@aws-sdk/client-cloudwatch': 'cloudwatch',
  '@aws-sdk/client-cloudfront': 'cloudfront',
  '@aws-sdk/client-athena': 'athena',
  '@aws-sdk/client-kinesis': 'kinesis',
  '@aws-sdk/client-cloudformation': 'cloudformation',
  '@aws-sdk/client-secrets-manager': 'secretsmanager',
  '@aws-sdk/client-glue': 'glue',
  '@aws-sdk/client-sfn': 'states',
  '@aws-sdk/client-sns': 'sns',
};

/** Calls whose action has another name (service authorization reference, 'Amazon S3', 2026-11). */
const otherActions: Readonly<Record<string, string>> = {
  's3:DeleteObjects': 's3:DeleteObject',
  's3:ListObjectsV2': 's3:ListBucket',
};

const imports = /\b(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s*['"]([^'"]+)['"]/g;

/** Returns all files that an entry file imports, including itself, without imports of types. */
export function filesFrom(entry: string): string[] {
  const found = [entry];
  for (const file of found) {
    for (const [, type, , target = ''] of readFileSync(file, 'utf8').matchAll(imports)) {
      const path = join(dirname(file), target);
      if (type === undefined && target.startsWith('.') && !found.includes(path)) found.push(path);
    }
  }
  return found;
}

/**
 * Returns the IAM actions for the AWS calls in a function's code: SDK commands, and calls of clients that
 * have a method per command.
 */
export function callsOfCode(entry: string): string[] {
  const calls = filesFrom(entry).flatMap((file) => callsIn(readFileSync(file, 'utf8')));
  return [...new Set(calls)].toSorted();
}

function callsIn(source: string): string[] {
  const sdkImports = [...source.matchAll(imports)].filter(([, , , target = '']) =>
    target.startsWith('@aws-sdk/'),
  );
  const commands = sdkImports.flatMap(([, , names = '', target = '']) =>
    [...names.matchAll(/(\w+)Command\b/g)].map(([, name]) => {
      const call = `${serviceOf(target)}:${name}`;
      return otherActions[call] ?? call;
    }),
  );
  const methods = [...source.matchAll(/\bclient\.((?:get|update|list|put)\w+)\(/g)];
  return [
    ...commands,
    ...methods.map(([, name = '']) => `cloudfront:${name[0]?.toUpperCase()}${name.slice(1)}`),
  ];
}

function serviceOf(target: string): string {
  const service = services[target];
  if (service === undefined) throw new Error(`expected a service of this list, got ${target}`);
  return service;
}
