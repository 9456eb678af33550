import { type EmbeddedMetrics, readEmbeddedMetrics } from '../../emulator/functionHost/embeddedMetrics.ts';

/** Captures standard output, and reads its embedded metrics as CloudWatch does. */
export async function writtenMetrics(run: () => void | Promise<void>): Promise<EmbeddedMetrics[]> {
  const written: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    await run();
  } finally {
    spy.mockRestore();
  }
  return written.join('').split('\n').flatMap(readEmbeddedMetrics);
}

/** Values by metric and dimensions: `Rows service=web`. */
export function valuesOf(written: readonly EmbeddedMetrics[]): Record<string, unknown> {
  const data = written.flatMap((metrics) => metrics.data);
  return Object.fromEntries(
    data.map(({ MetricName, Dimensions = [], Values }) => [
      [MetricName, ...Dimensions.map(({ Name, Value }) => `${Name}=${Value}`)].join(' '),
      Values,
    ]),
  );
}
