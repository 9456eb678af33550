import type { ComponentChildren } from 'preact';
import {
  type PageState,
  type RangeName,
  rangeLengths,
  type TimeSpan,
  type ViewName,
} from '../../questions/pageState.ts';
import type { SourceMeta } from '../../sources/source.ts';
import { formatCount, formatMilliseconds, formatSpan } from '../format.ts';

interface HeaderProps {
  readonly meta: SourceMeta;
  readonly range: PageState['range'];
  readonly span: TimeSpan;
  readonly milliseconds: number | null;
  readonly isBusy: boolean;
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
  /** Buttons of the current view. */
  readonly tools: ComponentChildren;
  readonly onRange: (range: RangeName) => void;
  readonly onTheme: () => void;
  readonly onHelp: () => void;
}

const viewLabels: readonly (readonly [ViewName, string])[] = [
  ['requests', 'Charts'],
  ['media', 'Media'],
  ['queries', 'Queries'],
];

const rangeLabels: Readonly<Record<RangeName, string>> = {
  '15m': '15 min',
  '1h': '1 h',
  '6h': '6 h',
  '24h': '24 h',
  all: 'All',
};

/** Name of the source, time window, theme, and help. */
export function Header(props: HeaderProps) {
  const { meta, range, span, milliseconds, isBusy, onRange, onTheme, onHelp, view, onView, tools } = props;
  const { name, kind, rows, rowsToLoad, sampledOneOf } = meta;
  const length = meta.to - meta.from;
  const names = (Object.keys(rangeLengths) as RangeName[]).filter(
    (one) => one === 'all' || one === '1h' || rangeLengths[one] < length * 1.5,
  );
  return (
    <header class="top">
      <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
        <rect class="bar-ok" x="1" y="11" width="4.4" height="11" rx="1.4" />
        <rect class="bar-ok" x="7" y="7" width="4.4" height="15" rx="1.4" />
        <rect class="bar-client" x="13" y="9.5" width="4.4" height="12.5" rx="1.4" />
        <rect class="bar-server" x="19" y="2" width="4.4" height="20" rx="1.4" />
      </svg>
      <h1>Requests</h1>
      <fieldset class="switch small" aria-label="View">
        {viewLabels
          .filter(([one]) => one !== 'media' || meta.facets.some(({ id }) => id === 'content'))
          .map(([one, label]) => (
            <button key={one} type="button" aria-pressed={view === one} onClick={() => onView(one)}>
              {label}
            </button>
          ))}
      </fieldset>
      <p class={`source source-${kind}`}>
        <i class="dot" />
        <bdi>{name}</bdi>
        <span>
          {kind === 'athena' ? 'via Athena' : `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`}
          {sampledOneOf > 1 ? `, 1 in ${sampledOneOf}` : ''}
          {rowsToLoad > 0 ? `, loading ${formatCount(rowsToLoad)} more` : ''}
        </span>
        {view !== 'queries' && milliseconds !== null && (
          <span class={isBusy ? 'took busy' : 'took'}>in {formatMilliseconds(milliseconds)}</span>
        )}
      </p>
      <span class="spring" />
      {view !== 'queries' && (
        <div class="window">
          <fieldset class="switch" aria-label="Time window">
            {names.map((one) => (
              <button key={one} type="button" aria-pressed={range === one} onClick={() => onRange(one)}>
                {rangeLabels[one]}
              </button>
            ))}
          </fieldset>
          <time class="span">{formatSpan(span.from, span.to)} UTC</time>
        </div>
      )}
      {tools}
      <button
        type="button"
        class="icon"
        aria-label="Switch between light and dark mode"
        title="Light or dark mode (t)"
        onClick={onTheme}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="2" />
          <path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />
        </svg>
      </button>
      <button
        type="button"
        class="icon"
        aria-label="Help"
        title="Keyboard shortcuts and help (?)"
        onClick={onHelp}
      >
        ?
      </button>
    </header>
  );
}
