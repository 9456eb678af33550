import type { Scale } from './scales.ts';

/** Bars of a layer on others, as one path. Bars of no height are left out. */
export function barsPath(
  below: readonly number[],
  heights: readonly number[],
  left: (index: number) => number,
  width: (index: number) => number,
  y: Scale,
): string {
  let path = '';
  for (let index = 0; index < heights.length; index++) {
    if (heights[index] <= 0) continue;
    const top = y(below[index] + heights[index]);
    const bottom = y(below[index]);
    // What is there has to be seen, however little it is.
    const tall = Math.max(0.75, bottom - top);
    path += `M${px(left(index))} ${px(bottom)}v${px(-tall)}h${px(width(index))}v${px(tall)}z`;
  }
  return path;
}

/** A line through values, with gaps if there are none. */
export function linePath(values: readonly (number | null)[], x: (index: number) => number, y: Scale): string {
  let path = '';
  let isOn = false;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value === null) {
      isOn = false;
      continue;
    }
    path += `${isOn ? 'L' : 'M'}${px(x(index))} ${px(y(value))}`;
    // A value alone between two gaps would draw nothing.
    if (!isOn && (index + 1 === values.length || values[index + 1] === null)) path += 'h0.01';
    isOn = true;
  }
  return path;
}

/** The area below such a line, with the same gaps. */
export function areaPath(values: readonly (number | null)[], x: (index: number) => number, y: Scale): string {
  const bottom = px(y(0));
  let path = '';
  let start: number | null = null;
  for (let index = 0; index <= values.length; index++) {
    const value = values[index] ?? null;
    if (value !== null) {
      path += `${start === null ? 'M' : 'L'}${px(x(index))} ${px(y(value))}`;
      start ??= index;
    } else if (start !== null) {
      path += `L${px(x(index - 1))} ${bottom}L${px(x(start))} ${bottom}z`;
      start = null;
    }
  }
  return path;
}

function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}
