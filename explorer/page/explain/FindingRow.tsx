import { isAgainstChange } from '../../../core/insight/explanation.ts';
import type { NamedValue, PageExplanation, PageFinding } from '../../questions/explanation.ts';
import type { FilterChange } from '../../questions/question.ts';
import { formatValue } from '../format.ts';
import { levelNumber, levelOf } from './levelOf.ts';

interface FindingRowProps {
  readonly finding: PageFinding;
  readonly explanation: PageExplanation;
  readonly labelOf: (facet: string) => string;
  /** Whether the source can filter by a facet. */
  readonly canFilter: (facet: string) => boolean;
  readonly onChoose: (values: readonly NamedValue[], change: FilterChange) => void;
}

/** A group of requests, its part of the change, and buttons that filter by the group. */
export function FindingRow({ finding, explanation, labelOf, canFilter, onChoose }: FindingRowProps) {
  const { values, same, direction, isAlternative, selection, baseline } = finding;
  const unfiltered = values.find(({ facet }) => !canFilter(facet));
  const reason =
    unfiltered &&
    `Queries can't filter by ${labelOf(unfiltered.facet)}, because it isn't a column of the lake`;
  const isAgainst = isAgainstChange(
    direction,
    levelNumber(explanation, explanation.baseline, false),
    levelNumber(explanation, explanation.selection, true),
  );
  const percent = isAgainst ? 0 : Math.round(100 * finding.share);
  const isMore = direction === 'more';
  const share = isAgainst
    ? `${isMore ? 'more' : 'less'}, against the change`
    : `${percent}% of the ${isMore ? 'increase' : 'decrease'}`;
  return (
    <li>
      <div class="finding-values">
        {isAlternative && <span class="same">Less likely:</span>}
        {values.map(({ facet, value }) => (
          <span key={facet} class="finding-value">
            {labelOf(facet)} <bdi dir="ltr">{formatValue(facet, value)}</bdi>
          </span>
        ))}
        {reason && <span class="same">{reason}.</span>}
        {same.length > 0 && (
          <span class="same">
            The same requests have{' '}
            {same.map(({ facet, value }) => `${labelOf(facet)} ${formatValue(facet, value)}`).join(', ')}.
          </span>
        )}
      </div>
      <div class={`share-bar share-${direction}`}>
        <i style={{ width: `${percent}%` }} />
        <span>{share}</span>
      </div>
      <div class="levels">
        {levelOf(explanation, baseline, false)} to <strong>{levelOf(explanation, selection, true)}</strong>
      </div>
      <div class="finding-actions">
        <button type="button" disabled={reason !== undefined} onClick={() => onChoose(values, 'include')}>
          Only these
        </button>
        {/* Filters can only exclude groups with a single value. */}
        {values.length === 1 && (
          <button type="button" disabled={reason !== undefined} onClick={() => onChoose(values, 'exclude')}>
            Exclude these
          </button>
        )}
      </div>
    </li>
  );
}
