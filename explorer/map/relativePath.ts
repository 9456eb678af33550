/**
 * Rewrites an outline with whole units and relative steps, which takes a third of the characters of absolute
 * coordinates with decimals.
 *
 * @param path SVG path that consists of M, L, and Z with absolute coordinates
 */
export function relativePath(path: string): string {
  return path
    .split('Z')
    .filter((ring) => ring !== '')
    .map((ring) => {
      const points = ring
        .replace('M', '')
        .split('L')
        .map((point) => point.split(',').map((number) => Math.round(Number(number))));
      const [first, ...rest] = points.filter(
        ([x, y], place) => place === 0 || x !== points[place - 1][0] || y !== points[place - 1][1],
      );
      let [atX, atY] = first;
      const steps = rest.map(([x, y]) => {
        const step = `${x - atX}${y - atY < 0 ? '' : ' '}${y - atY}`;
        [atX, atY] = [x, y];
        return step;
      });
      // A ring that shrinks to a line or a point would be invisible.
      return steps.length < 2 ? '' : `M${first[0]} ${first[1]}l${steps.join(' ').replaceAll(' -', '-')}z`;
    })
    .join('');
}
