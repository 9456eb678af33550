import type { TextTest } from '../../core/erasure/eraseFromFiles.ts';
import { type Subject, subjectOfCondition, subjectOfTexts } from '../../core/erasure/subject.ts';
import { fields } from '../../core/fields/catalog.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { RecordReader } from '../../core/records/recordReader.ts';
import { normalizeAddress } from '../../core/sensitivity/addresses.ts';
import type { SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { keyedHash } from '../../core/sensitivity/replacement.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { parseWhere } from '../tail/where/parseCondition.ts';

/** Options that select whose data is erased. */
export interface SubjectOptions {
  readonly address?: string;
  readonly hash?: string;
  readonly where?: string;
}

/** A subject, and the test for its records in the stream. */
export interface ErasedSubject {
  readonly subject: Subject;
  readonly isRecord: TextTest;
}

/** Reads `--address`. */
export function readAddress(value: string): string {
  const address = normalizeAddress(value);
  if (address !== undefined) return address;
  throw new UsageError(`--address: expected an IPv4 or IPv6 address, got '${value}'`);
}

/** Reads `--hash`. */
export function readHash(value: string): string {
  if (/^[0-9a-f]{32}$/.test(value)) return value;
  throw new UsageError(`--hash: expected 32 hexadecimal digits in lowercase, got '${value}'`);
}

/**
 * Returns the subject of the options. If the pipeline hashes addresses, the hash of an address is included.
 *
 * @param layouts layouts of the pipeline, with which failed records are read
 * @throws UsageError if the condition can't be read
 */
export function subjectOf(
  { address, hash, where }: SubjectOptions,
  layouts: readonly Layout[],
  policy: SensitivityPolicy,
): ErasedSubject {
  if (where === undefined) {
    const isHashed = address !== undefined && policy.addresses === 'hash';
    const hashes = isHashed ? [keyedHash(address, policy)] : hash === undefined ? [] : [hash];
    const subject = subjectOfTexts(address, hashes);
    return { subject, isRecord: subject.isIn ?? (() => false) };
  }
  const names = [
    ...new Set([...fields.map(({ name }) => name), ...layouts.flatMap((layout) => layout.fields)]),
  ];
  const { sql, test } = parseWhere(where, names);
  const reader = new RecordReader(layouts, policy);
  const batch = new RecordBatch();
  return {
    subject: subjectOfCondition(where, sql),
    isRecord(text) {
      batch.reset('shardId-000000000000');
      batch.addBytes(Buffer.from(text), '0', 0);
      const read = reader.read(batch);
      return Array.from({ length: read.count }).some((_, record) =>
        test((field) => read.value(record, field)),
      );
    },
  };
}
