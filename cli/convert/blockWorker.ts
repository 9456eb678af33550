import { parentPort, workerData } from 'node:worker_threads';
import {
  BlockTransform,
  type BlockTransformSettings,
  type TransformedBlock,
} from '../../core/blockTransform.ts';
import { TextBlock, type TextBlockProps } from '../../core/records/textBlock.ts';

/** Data that a worker is started with. */
export interface BlockWorkerData {
  readonly convert: BlockTransformSettings;
}

/** A block to convert, in borrowed memory. */
export interface NumberedBlock {
  readonly memory: ArrayBuffer;
  readonly props: TextBlockProps;
}

/** A block that a worker has converted, and its memory. */
export interface ConvertedBlock {
  readonly memory: ArrayBuffer;
  readonly block: TransformedBlock;
}

/** The memory of a converted block that another thread can take over instead of copying it. */
function transferable({ memory, block }: ConvertedBlock): ArrayBuffer[] {
  return [memory, ...block.hours.flatMap(({ rows }) => (rows === undefined ? [] : [rows.pages.buffer]))];
}

/** Converts the blocks that the main thread sends, one after another. */
function serve({ convert }: BlockWorkerData): void {
  const transform = new BlockTransform(convert);
  parentPort?.on('message', ({ memory, props }: NumberedBlock) => {
    const converted = { memory, block: transform.transform(new TextBlock(memory, props)) };
    parentPort?.postMessage(converted, transferable(converted));
  });
}

serve(workerData);
