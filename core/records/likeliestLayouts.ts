import { type LayoutChoice, noLayout } from '../layouts/layoutChoice.ts';
import { type Lines, lineFault } from './lines.ts';

/**
 * The likeliest layout of each line, as an index, before its values have been looked at; `noLayout` of a line that
 * is no record.
 *
 * @param room is filled and returned where it is large enough
 */
export function likeliestLayouts(lines: Lines, choice: LayoutChoice, room: Int16Array): Int16Array {
  const { count, faults, fieldCounts } = lines;
  const layouts = room.length < count ? new Int16Array(count * 2) : room;
  for (let line = 0; line < count; line++) {
    layouts[line] =
      faults[line] === lineFault.none ? choice.likeliest(fieldCounts[line] as number) : noLayout;
  }
  return layouts;
}
