import type { Scale } from './scales.ts';

/** Returns one layer of stacked bars as an SVG path, without bars of height 0. */
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
    // Even the smallest value must be visible.
    const tall = Math.max(0.75, bottom - top);
    path += `M${px(left(index))} ${px(bottom)}v${px(-tall)}h${px(width(index))}v${px(tall)}z`;
  }
  return path;
}

/** Returns a line through the values as an SVG path, with gaps at nulls. */
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
    // A single value between two gaps would otherwise be invisible.
    if (!isOn && (index + 1 === values.length || values[index + 1] === null)) path += 'h0.01';
    isOn = true;
  }
  return path;
}

/** Returns the area below the line that `linePath` draws, with the same gaps. */
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
