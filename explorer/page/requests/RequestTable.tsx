import type { RequestRow } from '../../questions/answer.ts';
import {
  formatBytes,
  formatCount,
  formatDay,
  formatMilliseconds,
  formatMoment,
  formatValue,
} from '../format.ts';

interface RequestTableProps {
  readonly rows: readonly RequestRow[];
  /** Number of all requests in the selection. */
  readonly requests: number;
  readonly open: string | null;
  readonly onOpen: (key: string) => void;
}

/** The latest requests of the selection. */
export function RequestTable({ rows, requests, open, onOpen }: RequestTableProps) {
  const days = new Set(rows.filter(({ time }) => Number.isFinite(time)).map(({ time }) => formatDay(time)));
  return (
    <section class="card requests" aria-label="Latest requests">
      <header>
        <h2>Latest requests</h2>
        {requests > rows.length && (
          <span class="dim">
            {rows.length} of {formatCount(requests)}
          </span>
        )}
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">Time (UTC)</th>
            <th scope="col">Status</th>
            <th scope="col">Request</th>
            <th scope="col">Country</th>
            <th scope="col">Edge</th>
            <th scope="col">Cache</th>
            <th scope="col" class="number">
              First byte
            </th>
            <th scope="col" class="number">
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} class={row.key === open ? 'open' : ''} onClick={() => onOpen(row.key)}>
              <td class="time">
                <button
                  type="button"
                  class="row-opener"
                  onClick={(event) => {
                    event.stopPropagation();
                    onOpen(row.key);
                  }}
                >
                  {Number.isFinite(row.time)
                    ? `${days.size > 1 ? `${formatDay(row.time)} ` : ''}${formatMoment(row.time)}`
                    : '–'}
                </button>
              </td>
              <td>
                <span class={`status status-${(row.status ?? '').padStart(3, '0')[0]}`}>
                  {row.status === null ? '–' : formatValue('status', row.status)}
                </span>
              </td>
              <td class="request">
                <span class="method">{row.method === null ? '' : formatValue('method', row.method)}</span>{' '}
                <bdi dir="ltr" class="dim">
                  {row.host === null ? '' : formatValue('host', row.host)}
                </bdi>
                <bdi dir="ltr">{row.path === null ? '' : formatValue('path', row.path)}</bdi>
              </td>
              <td class="country">{row.country === null ? '–' : formatValue('country', row.country)}</td>
              <td class="edge">{row.edge === null ? '–' : formatValue('edge', row.edge)}</td>
              <td class="result">{row.result === null ? '–' : formatValue('result', row.result)}</td>
              <td class="number">{formatMilliseconds(row.firstByte)}</td>
              <td class="number size">{formatBytes(row.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
