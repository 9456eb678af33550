import { chartGeometry } from '../../../../explorer/page/chart/chartGeometry.ts';
import type { Panel } from '../../../../explorer/page/chart/panels.ts';

const minute = 60_000;
const steps = { start: 0, length: minute, count: 10 };
const panels = [{ height: 100 }, { height: 50 }] as Panel[];

describe('the geometry of a chart', () => {
  const geometry = chartGeometry(668, panels, { from: minute / 2, to: 10 * minute }, steps);

  it('puts panels below each other, and the time axis at the bottom', () => {
    const { left, right, tops, bottom, height } = geometry;
    expect({ left, right, tops, bottom, height }).toEqual({
      left: 48,
      right: 648,
      tops: [24, 152],
      bottom: 202,
      height: 228,
    });
  });

  it('finds the bar at a position, also outside of the plots', () => {
    expect([0, 48, 349, 648, 700].map((position) => geometry.barAt(position))).toEqual([0, 0, 5, 9, 9]);
  });

  it('shows the visible part of a bar, and selects all of it', () => {
    expect([geometry.edge(0), geometry.edge(1), geometry.edge(10)]).toEqual([
      minute / 2,
      minute,
      10 * minute,
    ]);
    expect(geometry.spanOf(2, 0)).toEqual({ from: 0, to: 3 * minute });
  });
});
