import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction } from '../../../bundle/bundleFunction.ts';
import { FunctionHost, type FunctionHostOptions } from '../../../emulator/functionHost/functionHost.ts';
import type { Behavior } from '../fixtures/behavingFunction.ts';

const folder = mkdtempSync(join(tmpdir(), 'host-'));
const entryFile = join(import.meta.dirname, '../fixtures/behavingFunction.ts');
const { file: bundleFile } = bundleFunction({ entryFile, outputFolder: folder });
const lines: string[] = [];
let host: FunctionHost;

function start(options: Partial<FunctionHostOptions> = {}) {
  lines.length = 0;
  host = new FunctionHost({
    bundleFile,
    functionName: 'consumer',
    environment: { LAKE_BUCKET: 'lake' },
    timeoutSeconds: 60,
    memoryMegabytes: 512,
    onLogLine: (line) => lines.push(line),
    ...options,
  });
}

const invoke = async (behavior: Behavior['do']) => {
  const { payload, ...result } = await host.invoke(JSON.stringify({ do: behavior }));
  return { ...result, payload: JSON.parse(payload) };
};

afterEach(() => host.stop());
afterAll(() => rmSync(folder, { recursive: true }));

describe('FunctionHost', () => {
  it('runs the handler with the environment and context of Lambda', async () => {
    start();

    const { payload, functionError, requestId, maximumMemory } = await invoke('describe');

    expect(functionError).toBeUndefined();
    expect(payload).toEqual({
      invocations: 1,
      requestId,
      functionName: 'consumer',
      memory: '512',
      remaining: expect.any(Number),
      bucket: 'lake',
      node: process.versions.node,
    });
    expect(payload.remaining).toBeGreaterThan(0);
    expect(payload.remaining).toBeLessThanOrEqual(60_000);
    expect(maximumMemory).toBeLessThan(512 * 1024 * 1024);
  });

  it('reuses the process for the next invocation, and starts another one if it is busy', async () => {
    start();
    const first = await invoke('describe');

    const [second, third] = await Promise.all([invoke('describe'), invoke('describe')]);

    expect([first, second, third].map(({ coldStart, payload }) => [coldStart, payload.invocations])).toEqual([
      [true, 1],
      [false, 2],
      [true, 1],
    ]);
    expect(host.environments).toBe(2);
  });

  it('returns the error that the handler threw', async () => {
    start();

    const { functionError, payload } = await invoke('throw');

    expect(functionError).toBe('Unhandled');
    expect(payload).toMatchObject({ errorType: 'TypeError', errorMessage: 'The function failed.' });
  });

  it.each([
    ['hangs', 'hang', { timeoutSeconds: 0.3 }, 'Sandbox.Timedout', /Task timed out after 0.30 seconds/],
    ['exits', 'exit', {}, 'Runtime.ExitError', /exit status 3/],
    ['grows', 'grow', { memoryMegabytes: 160 }, 'Runtime.ExitError', /out of memory/],
    ['rejects unheard', 'reject later', {}, 'Error', /Nobody waited/],
  ] as const)('ends a function that %s, and starts a new process', async (_, behavior, options, errorType, message) => {
    start(options);

    const failed = await invoke(behavior);
    const environments = host.environments;
    host.update({ timeoutSeconds: 60, memoryMegabytes: 512 });
    const next = await invoke('describe');

    expect(failed.functionError).toBe('Unhandled');
    expect(failed.payload).toMatchObject({ errorType, errorMessage: expect.stringMatching(message) });
    expect(environments).toBe(0);
    expect(next).toMatchObject({ coldStart: true, payload: { invocations: 1 } });
  });

  it('times out a process that is suspended', async () => {
    start({ timeoutSeconds: 2 });
    // On a busy machine, a new process may take longer than the timeout.
    while ((await invoke('describe')).functionError !== undefined);

    host.suspend();

    expect((await invoke('describe')).payload).toMatchObject({ errorType: 'Sandbox.Timedout' });
    expect(host.environments).toBe(0);
  });

  it('resumes a suspended process', async () => {
    start();
    await invoke('describe');
    host.suspend();
    const running = invoke('describe');

    host.resume();

    expect(await running).toMatchObject({ coldStart: false, payload: { invocations: 2 } });
  });

  it('runs new processes with deployed settings, and finishes running invocations with the old ones', async () => {
    start();
    await invoke('describe');
    const running = invoke('describe');

    host.update({ memoryMegabytes: 600, environment: { HOME: '/deployed' } });

    expect((await running).payload).toMatchObject({ memory: '512' });
    const next = await invoke('describe');
    expect(next).toMatchObject({
      coldStart: true,
      payload: { memory: '600', bucket: 'lake', home: '/deployed' },
    });
    expect(host.environments).toBe(1);
  });

  it('can be killed in the middle of an invocation', async () => {
    start();
    await invoke('describe');
    const running = invoke('hang');

    host.kill();

    expect(await running).toMatchObject({
      functionError: 'Unhandled',
      payload: { errorType: 'Runtime.ExitError' },
    });
    expect(await invoke('describe')).toMatchObject({ coldStart: true });
  });

  it('kills only the process that is processing a certain event', async () => {
    start();
    const [hanging, describing] = [invoke('hang'), invoke('describe')];
    await describing;

    expect(host.kill((event) => event?.includes('hang') === true)).toBe(1);

    expect((await hanging).functionError).toBe('Unhandled');
    expect(await invoke('describe')).toMatchObject({ coldStart: false });
  });

  it('returns the error of a function that cannot be loaded', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'broken-'));
    writeFileSync(join(broken, 'index.js'), 'throw new Error("No bucket is set.");');
    start({ bundleFile: join(broken, 'index.js') });

    const { functionError, payload } = await invoke('describe');

    expect([functionError, payload.errorMessage]).toEqual(['Unhandled', 'No bucket is set.']);
    rmSync(broken, { recursive: true });
  });

  it.each([
    ['Text', /^\d{4}-[\d-]+T[\d:.]+Z\t[0-9a-f-]{36}\tINFO\tfirst\rsecond 3$/],
    ['JSON', /^\{"timestamp":"[^"]+","level":"INFO","requestId":"[^"]+","message":"first\\nsecond 3"\}$/],
  ])('returns log lines as the runtime writes them in the format %s', async (format, line) => {
    start({ environment: { AWS_LAMBDA_LOG_FORMAT: format } });

    await invoke('log');

    expect(lines).toEqual([expect.stringMatching(line), '{"_aws":{}}']);
  });

  it('rejects invocations above the maximum concurrency', async () => {
    start({ maximumConcurrency: 1 });
    const running = invoke('describe');

    await expect(invoke('describe')).rejects.toThrow(
      'TooManyRequestsException: 1 invocations are already running.',
    );
    await running;
  });
});
