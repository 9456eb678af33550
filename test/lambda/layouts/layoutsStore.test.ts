import type { S3Client } from '@aws-sdk/client-s3';
import type { Layout } from '../../../core/layouts/layout.ts';
import { parseLayouts, printLayouts } from '../../../core/layouts/layoutsDocument.ts';
import { LayoutsStore } from '../../../lambda/layouts/layoutsStore.ts';
import { neverAborted } from '../consumer/recordingClient.ts';
import { s3Error } from '../consumer/serviceErrors.ts';
import { StoredObject } from './storedObject.ts';

jest.mock('node:timers/promises', () => ({ setTimeout: async () => {} }));

const since = '2026-11-01T00:00:00Z';
const one: Layout = { fields: ['timestamp'], status: 'confirmed', since };
const two: Layout = { fields: ['timestamp', 'c-ip'], status: 'expected', since };
const three: Layout = { fields: ['timestamp', 'c-ip', 'asn'], status: 'expected', since };

function storeOf(object: StoredObject): LayoutsStore {
  return new LayoutsStore(object as unknown as S3Client, 'lake');
}

function add(...layouts: Layout[]) {
  return (known: readonly Layout[]) => [...known, ...layouts];
}

describe('LayoutsStore', () => {
  it('puts the first layouts', async () => {
    const object = new StoredObject();
    const { layouts, changedAt } = await storeOf(object).change(add(one), neverAborted());
    expect(layouts).toEqual([one]);
    expect(changedAt).toBeUndefined();
    expect(object.text).toBe(printLayouts([one]));
  });

  it('adds to existing layouts', async () => {
    const object = new StoredObject(printLayouts([one]));
    const { changedAt } = await storeOf(object).change(add(two), neverAborted());
    expect(parseLayouts(object.text as string)).toEqual([one, two]);
    expect(changedAt).toBeGreaterThanOrEqual(object.lastModified);
  });

  it('puts nothing if nothing changes, and returns the time of the last change', async () => {
    const object = new StoredObject(printLayouts([one]));
    object.lastModified = Date.parse(since);
    const { changedAt } = await storeOf(object).change((known) => known, neverAborted());
    expect([object.puts, changedAt]).toEqual([0, Date.parse(since)]);
  });

  it('loses no layout that others put in the meantime', async () => {
    const object = new StoredObject(printLayouts([one]));
    object.beforePut = () => {
      object.beforePut = () => {};
      object.put(printLayouts([one, two]));
    };
    await storeOf(object).change(add(three), neverAborted());
    expect(parseLayouts(object.text as string)).toEqual([one, two, three]);
  });

  it('loses no layout if two changes find no object', async () => {
    const object = new StoredObject();
    await Promise.all([
      storeOf(object).change(add(one), neverAborted()),
      storeOf(object).change(add(two), neverAborted()),
    ]);
    expect(new Set(parseLayouts(object.text as string))).toEqual(new Set([one, two]));
  });

  it('fails if others always put first', async () => {
    const object = new StoredObject(printLayouts([one]));
    object.beforePut = () => object.put(printLayouts([one]));
    await expect(storeOf(object).change(add(two), neverAborted())).rejects.toThrow('pre-conditions');
    expect(object.puts).toBe(10);
  });

  it('rethrows other errors immediately', async () => {
    const object = new StoredObject(printLayouts([one]));
    object.beforePut = () => {
      throw s3Error('AccessDenied', 403, 'Access Denied');
    };
    await expect(storeOf(object).change(add(two), neverAborted())).rejects.toThrow('Access Denied');
    expect(object.puts).toBe(0);
  });

  it('does not change an object that it cannot read', async () => {
    const object = new StoredObject('{}');
    await expect(storeOf(object).change(add(two), neverAborted())).rejects.toThrow('layouts.json');
    expect(object.text).toBe('{}');
  });
});
