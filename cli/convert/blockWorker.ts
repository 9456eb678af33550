import { parentPort, workerData } from 'node:worker_threads';
import {
  BlockTransform,
  type BlockTransformSettings,
  type TransformedBlock,
} from '../../core/blockTransform.ts';
import { TextBlock, type TextBlockProps } from '../../core/records/textBlock.ts';

/** Data with which a worker is started. */
export interface BlockWorkerData {
  readonly convert: BlockTransformSettings;
}

/** A block to convert, in borrowed memory. */
export interface NumberedBlock {
  readonly memory: ArrayBuffer;
  readonly props: TextBlockProps;
}

/** A converted block, and the memory of its text. */
export interface ConvertedBlock {
  readonly memory: ArrayBuffer;
  readonly block: TransformedBlock;
}

/** Returns the memory of a converted block that can be transferred to another thread instead of copied. */
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
