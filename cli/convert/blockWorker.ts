import { parentPort, workerData } from 'node:worker_threads';
import {
  BlockTransform,
  type BlockTransformSettings,
  type TransformedBlock,
} from '../../core/blockTransform.ts';
import { TextBlock, type TextBlockProps } from '../../core/records/textBlock.ts';
import { transferableMemory } from './readBlocks.ts';

/** Data with which a worker is started. */
export interface BlockWorkerData {
  readonly convert: BlockTransformSettings;
}

/** A block to convert, in borrowed memory. */
export interface NumberedBlock {
  readonly memory: ArrayBufferLike;
  readonly props: TextBlockProps;
}

/** A converted block, and the memory of its text. */
export interface ConvertedBlock {
  readonly memory: ArrayBufferLike;
  readonly block: TransformedBlock;
}

/** Returns the memory of a converted block that is transferred to another thread. Other memory is shared or copied. */
function transferable({ memory, block }: ConvertedBlock): ArrayBuffer[] {
  const pages = block.hours.flatMap(({ rows }) => (rows === undefined ? [] : [rows.pages.buffer]));
  return [...transferableMemory(memory), ...pages];
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
