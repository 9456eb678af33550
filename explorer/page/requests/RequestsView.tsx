import type { Series, Totals } from '../../questions/answer.ts';
import type { PageState } from '../../questions/pageState.ts';
import type { Question } from '../../questions/question.ts';
import { allRequests } from '../../questions/seriesViews.ts';
import type { SourceMeta } from '../../sources/source.ts';
import { TimeChart } from '../chart/TimeChart.tsx';
import { BustedPathNote } from '../explain/BustedPathNote.tsx';
import { ExplainPanel } from '../explain/ExplainPanel.tsx';
import { FacetCards } from '../facets/FacetCards.tsx';
import { EmptyNote } from '../parts/EmptyNote.tsx';
import { LiveStrip } from '../parts/LiveStrip.tsx';
import { Tiles } from '../parts/Tiles.tsx';
import type { Actions } from '../state/useActions.ts';
import type { Answer } from '../state/useAnswer.ts';
import type { ChangeState } from '../state/usePageState.ts';
import { RequestTable } from './RequestTable.tsx';

/** Tiles and chart of a question. Null values are not known yet. */
export interface Figures {
  readonly question: Question;
  readonly series: Series | null;
  readonly totals: Totals | null;
  readonly previous: Totals | null;
}

interface RequestsViewProps {
  readonly meta: SourceMeta;
  readonly state: PageState;
  readonly change: ChangeState;
  readonly actions: Actions;
  readonly answer: Answer | null;
  readonly figures: Figures | null;
  readonly error: string | null;
  /** Key of the explanation that the user requested. */
  readonly approved: string | null;
  readonly onApprove: (key: string) => void;
  readonly onOpen: (request: string) => void;
  readonly labelOf: (facet: string) => string;
  readonly onShowAll: (facet: string) => void;
}

/** The requests: warnings, tiles, chart, explanation, facets, and the latest requests. */
export function RequestsView(props: RequestsViewProps) {
  const { meta, state, change, actions, answer, figures, error, labelOf } = props;
  const isEmpty = figures?.totals != null && allRequests(figures.totals) === 0;
  return (
    <>
      <LiveStrip items={meta.strip} />
      {[...meta.warnings, error, answer?.error ?? null].map(
        (text) =>
          text !== null && (
            <p key={text} class="warning" role="alert">
              {text}
            </p>
          ),
      )}
      {answer?.isComplete === false && (meta.kind === 'athena' || figures?.series == null) && (
        <p class="dim loading" role="status">
          {meta.kind === 'athena' ? 'Querying Athena…' : 'Loading…'}
        </p>
      )}
      {figures?.series && figures.totals && (
        <>
          <Tiles
            totals={figures.totals}
            previous={figures.previous}
            series={figures.series}
            span={figures.question}
            mark={meta.sampledOneOf > 1 ? '≈ ' : ''}
          />
          {answer?.cacheBusting.map((busted) => (
            <BustedPathNote
              key={busted.path}
              busted={busted}
              sampledOneOf={meta.sampledOneOf}
              onChoose={actions.choose}
            />
          ))}
          {isEmpty ? (
            <EmptyNote meta={meta} span={figures.question} state={state} onChange={change} />
          ) : (
            <TimeChart
              series={figures.series}
              span={figures.question}
              brush={state.brush}
              onBrush={actions.brush}
              onZoom={actions.zoom}
              onExplain={actions.explain}
            />
          )}
        </>
      )}
      {state.explain !== null && state.brush !== null && (
        <ExplainPanel
          filters={state.filters}
          selected={state.brush}
          metric={state.explain}
          version={meta.rows}
          sampledOneOf={meta.sampledOneOf}
          hasChart={figures?.series != null}
          labelOf={labelOf}
          canFilter={(facet) => meta.facets.some(({ id }) => id === facet)}
          isBilled={meta.kind === 'athena'}
          approved={props.approved}
          onApprove={props.onApprove}
          onMetric={(metric) => state.brush !== null && actions.explain(state.brush, metric)}
          onChoose={actions.choose}
          onClose={() => change({ explain: null })}
        />
      )}
      <FacetCards
        facets={meta.facets}
        answers={answer?.facets}
        filters={state.filters}
        actions={actions}
        onShowAll={props.onShowAll}
      />
      {!isEmpty && answer !== null && answer.rows.length > 0 && (
        <RequestTable
          rows={answer.rows}
          requests={answer.totals === null ? 0 : allRequests(answer.totals)}
          open={state.request}
          onOpen={props.onOpen}
        />
      )}
    </>
  );
}
