import type { EncodedBlock, TransformedBlock } from '../../core/blockTransform.ts';
import type { TextBlockProps } from '../../core/records/textBlock.ts';
import { transferableMemory } from './readBlocks.ts';

/** A block of text to convert, in borrowed memory. */
export interface NumberedBlock {
  readonly memory: ArrayBufferLike;
  readonly props: TextBlockProps;
}

/** A task of a worker: text to convert, or an encoded block to compress. */
export type WorkerTask = { readonly text: NumberedBlock } | { readonly encoded: EncodedBlock };

/** The result of a task. */
export interface ConvertedBlock {
  readonly block: TransformedBlock;
  /** The memory of the converted text. */
  readonly memory?: ArrayBufferLike;
}

/** Returns the memory of a task that is transferred to the worker. Other memory is shared or copied. */
export function transferableOfTask(task: WorkerTask): ArrayBuffer[] {
  return 'text' in task ? transferableMemory(task.text.memory) : [];
}

/** Returns the memory of a result that is transferred to the main thread. Other memory is shared or copied. */
export function transferableOfResult({ memory, block }: ConvertedBlock): ArrayBuffer[] {
  const pages = block.hours.flatMap(({ rows }) => (rows === undefined ? [] : [rows.pages.buffer]));
  return memory === undefined ? pages : [...transferableMemory(memory), ...pages];
}
