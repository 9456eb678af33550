import { displayWidth } from '../../terminal/displayWidth.ts';

/** A part of a line with the same style. */
interface Segment {
  readonly text: string;
  /** Column of its first character. */
  readonly column: number;
  readonly color: string;
  readonly isBold: boolean;
}

const cell = { width: 8.4, height: 20 } as const;
const padding = 16;
const bar = 36;

const colors = { text: '#d7dde5', dim: '#8b98a8', background: '#12181f', bar: '#1c242d' } as const;

/** Colors by the code of their escape sequence. */
const textColors: Readonly<Record<string, string>> = {
  '31': '#ff7b72',
  '32': '#7ee787',
  '33': '#e3b341',
  '35': '#d2a8ff',
  '36': '#79c0ff',
  '39': colors.text,
};

/**
 * Draws a terminal as SVG.
 *
 * @param command the typed command
 * @param lines the output, with escape sequences for colors, dim, and bold
 * @param columns characters per line
 */
export function terminalSvg(command: string, lines: readonly string[], columns: number): string {
  const width = Math.ceil(columns * cell.width) + 2 * padding;
  const height = bar + (lines.length + 1) * cell.height + 2 * padding;
  const shown = [`\u001b[32m$\u001b[39m \u001b[1m${command}\u001b[22m`, ...lines];
  const texts = shown.flatMap((line, row) =>
    segmentsOf(line).map((segment) => textOf(segment, bar + padding + (row + 0.72) * cell.height)),
  );
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (fill, index) => `<circle cx="${padding + 6 + index * 20}" cy="${bar / 2}" r="6" fill="${fill}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(command)}">
<rect width="${width}" height="${height}" rx="10" fill="${colors.background}"/>
<path d="M0 ${bar}V10a10 10 0 0 1 10-10h${width - 20}a10 10 0 0 1 10 10v${bar - 10}z" fill="${colors.bar}"/>
${dots.join('')}
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" xml:space="preserve">
${texts.join('\n')}
</g>
</svg>
`;
}

/** Draws a text stretched to its cells, so that columns align with any font. */
function textOf({ text, column, color, isBold }: Segment, y: number): string {
  const x = (padding + column * cell.width).toFixed(1);
  const length = (displayWidth(text) * cell.width).toFixed(1);
  return `<text x="${x}" y="${y.toFixed(1)}" fill="${color}"${isBold ? ' font-weight="700"' : ''} textLength="${length}" lengthAdjust="spacingAndGlyphs">${escapeXml(text)}</text>`;
}

/** Splits a line into words with their styles, without runs of spaces. */
function segmentsOf(line: string): Segment[] {
  const segments: Segment[] = [];
  let column = 0;
  let color: string = colors.text;
  let isDim = false;
  let isBold = false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  for (const part of line.split(/(\u001b\[[\d;]*m)/)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
    const code = /^\u001b\[([\d;]*)m$/.exec(part)?.[1];
    if (code === undefined) {
      for (const text of part.split(/( {2,})/)) {
        if (text.trim() !== '') segments.push({ text, column, color: isDim ? colors.dim : color, isBold });
        column += displayWidth(text);
      }
      continue;
    }
    color = textColors[code] ?? color;
    if (code === '1') isBold = true;
    else if (code === '2') isDim = true;
    else if (code === '22') isBold = isDim = false;
  }
  return segments;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
