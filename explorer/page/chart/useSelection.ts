import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { TimeSpan } from '../../questions/pageState.ts';
import type { ChartGeometry } from './chartGeometry.ts';

interface SelectionOptions {
  readonly frame: RefObject<HTMLElement | null>;
  readonly geometry: ChartGeometry;
  /** Number of bars. */
  readonly bars: number;
  readonly brush: TimeSpan | null;
  readonly onBrush: (brush: TimeSpan | null) => void;
}

/** Moves the crosshair and selects a time span, with the pointer and with the arrow keys. */
export function useSelection({ frame, geometry, bars, brush, onBrush }: SelectionOptions) {
  const [bar, setBar] = useState<number | null>(null);
  /** Bar where a drag or a keyboard selection began. */
  const drag = useRef<number | null>(null);
  const anchor = useRef<number | null>(null);
  const limit = (index: number) => Math.min(bars - 1, Math.max(0, index));
  const barAt = ({ clientX }: PointerEvent) =>
    geometry.barAt(clientX - (frame.current?.getBoundingClientRect().left ?? 0));
  const brushBars = (one: number, other: number) => onBrush(geometry.spanOf(one, other));

  const handlers = {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0 || (event.target as Element).closest('button') !== null) return;
      drag.current = barAt(event);
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent) {
      const now = barAt(event);
      // The numbers next to the crosshair would cover a label.
      setBar((event.target as Element).closest('.pill') === null ? now : null);
      if (drag.current !== null && now !== drag.current) brushBars(drag.current, now);
    },
    onPointerUp(event: PointerEvent) {
      if (drag.current !== null && barAt(event) === drag.current && brush !== null) onBrush(null);
      drag.current = null;
      if (event.pointerType !== 'mouse') setBar(null);
    },
    onPointerCancel() {
      drag.current = null;
    },
    onPointerLeave: () => setBar(null),
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      event.preventDefault();
      const before = bar ?? (event.key === 'ArrowLeft' ? bars : -1);
      const next = limit(before + (event.key === 'ArrowLeft' ? -1 : 1));
      setBar(next);
      if (!event.shiftKey || brush === null) anchor.current = null;
      if (!event.shiftKey) return;
      anchor.current ??= limit(before);
      brushBars(anchor.current, next);
    },
    onBlur: () => setBar(null),
  };
  return {
    bar: bar !== null && bar < bars ? bar : null,
    isDragging: drag.current !== null,
    handlers,
  } as const;
}
