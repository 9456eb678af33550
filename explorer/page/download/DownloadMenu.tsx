import { useEffect, useRef, useState } from 'preact/hooks';
import type { Series } from '../../questions/answer.ts';
import type { Question } from '../../questions/question.ts';
import { fetchExport } from '../api.ts';
import { stackedClasses } from '../chart/panels.ts';
import { chartPng, chartSvg } from './chartPicture.ts';
import { csvFile, saveFile } from './saveFile.ts';

interface DownloadMenuProps {
  readonly question: Question;
  readonly series: Series;
  readonly canExport: boolean;
}

/** Menu that downloads the chart and the selected requests as files. */
export function DownloadMenu({ question, series, canExport }: DownloadMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const [error, setError] = useState<string | null>(null);
  const save = (name: string, make: () => Blob | Promise<Blob>) => async () => {
    setError(null);
    try {
      saveFile(await make(), name);
      if (menu.current !== null) menu.current.open = false;
    } catch (problem) {
      setError((problem as Error).message);
    }
  };
  useEffect(() => {
    const onClick = ({ target }: MouseEvent) => {
      if (menu.current?.contains(target as Node) === false) menu.current.open = false;
    };
    addEventListener('click', onClick);
    return () => removeEventListener('click', onClick);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || menu.current?.open !== true) return;
    // Otherwise Esc would also clear the selection on the chart.
    event.stopPropagation();
    menu.current.open = false;
    menu.current.querySelector('summary')?.focus();
  };
  const drawing = () => document.querySelector('.chart-drawing') as SVGSVGElement;
  return (
    <details class="menu" ref={menu} onKeyDown={onKeyDown}>
      <summary>Download</summary>
      <div class="menu-items card">
        <button type="button" onClick={save('chart.svg', () => chartSvg(drawing()))}>
          Chart as SVG
        </button>
        <button type="button" onClick={save('chart.png', () => chartPng(drawing()))}>
          Chart as PNG
        </button>
        <button type="button" onClick={save('chart.csv', () => seriesCsv(series))}>
          Chart data as CSV
        </button>
        {canExport && (
          <>
            <button type="button" onClick={save('requests.csv', () => fetchExport(question, 'csv'))}>
              Requests as CSV
            </button>
            <button type="button" onClick={save('requests.parquet', () => fetchExport(question, 'parquet'))}>
              Requests as Parquet
            </button>
          </>
        )}
        {error !== null && <p class="warning">{error}</p>}
      </div>
    </details>
  );
}

function seriesCsv(series: Series): Blob {
  const { steps, byClass, cacheHits, cacheLookups, bytes, p50, p95, p99 } = series;
  const columns = [
    'time',
    ...stackedClasses.map(({ name }) => name),
    'cache_hits',
    'cache_lookups',
    'bytes',
    'first_byte_p50_ms',
    'first_byte_p95_ms',
    'first_byte_p99_ms',
  ];
  const rows = Array.from({ length: steps.count }, (_, bar) => [
    new Date(steps.start + bar * steps.length).toISOString(),
    ...stackedClasses.map(({ index }) => byClass[index][bar]),
    cacheHits[bar],
    cacheLookups[bar],
    bytes[bar],
    p50[bar],
    p95[bar],
    p99[bar],
  ]);
  return csvFile(columns, rows);
}
