import { cacheBustingAdvice, limitingRule } from '../../../core/insight/cacheBusting/cacheBusting.ts';
import type { BustedPath } from '../../questions/answer.ts';
import type { NamedValue, NewlyBustedPath } from '../../questions/explanation.ts';
import type { FilterChange } from '../../questions/question.ts';
import { formatJson, formatValue, formatWhole } from '../format.ts';
import { CopyButton } from '../parts/CopyButton.tsx';

interface BustedPathNoteProps {
  readonly busted: BustedPath | NewlyBustedPath;
  /** One in this many requests is loaded. */
  readonly sampledOneOf: number;
  readonly onChoose: (values: readonly NamedValue[], change: FilterChange) => void;
}

/** Says that requests for a path bypass the cache, and suggests what to do. */
export function BustedPathNote({ busted, sampledOneOf, onChoose }: BustedPathNoteProps) {
  const { path, queries, misses } = busted;
  const label = `${'missesBefore' in busted ? 'New cache busting' : 'Cache busting'} of ${formatValue('path', path)}`;
  const mark = sampledOneOf > 1 ? '≈ ' : '';
  const rule = formatJson(limitingRule(path));
  return (
    <section class="card busted" aria-label={label}>
      <p>
        <strong>Cache busting?</strong> {formatWhole(queries)} different query strings in {mark}
        {formatWhole(misses)} cache misses of{' '}
        <bdi dir="ltr" class="finding-value">
          {formatValue('path', path)}
        </bdi>
        {'missesBefore' in busted &&
          `, after ${mark}${formatWhole(busted.missesBefore)} misses with a query string in the same time before`}
        .
      </p>
      <details>
        <summary>What to do</summary>
        <p>{cacheBustingAdvice}:</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll the rule */}
        <pre tabIndex={0}>{rule}</pre>
        <CopyButton text={rule}>Copy the rule</CopyButton>
      </details>
      <div class="finding-actions">
        <button type="button" onClick={() => onChoose([{ facet: 'path-pattern', value: path }], 'include')}>
          Only this path
        </button>
      </div>
    </section>
  );
}
