import { parentPort, workerData } from 'node:worker_threads';
import { BlockTransform, type BlockTransformSettings, compressBlock } from '../../core/blockTransform.ts';
import { TextBlock } from '../../core/records/textBlock.ts';
import { type ConvertedBlock, transferableOfResult, type WorkerTask } from './workerTasks.ts';

/** Data with which a worker is started. */
export interface BlockWorkerData {
  readonly convert: BlockTransformSettings;
}

/** Does the tasks that the main thread sends, one after another. */
function serve({ convert }: BlockWorkerData): void {
  let transform: BlockTransform | undefined;
  const run = (task: WorkerTask): ConvertedBlock => {
    if ('encoded' in task) return { block: compressBlock(task.encoded, convert.compression) };
    const { memory, props } = task.text;
    transform ??= new BlockTransform(convert);
    return { memory, block: transform.transform(new TextBlock(memory, props)) };
  };
  parentPort?.on('message', (task: WorkerTask) => {
    const result = run(task);
    parentPort?.postMessage(result, transferableOfResult(result));
  });
}

serve(workerData);
