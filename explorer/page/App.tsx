import { useEffect, useMemo, useState } from 'preact/hooks';
import { findPageFacet } from '../facets/facets.ts';
import { initialState } from '../questions/pageState.ts';
import type { SourceMeta } from '../sources/source.ts';
import { DownloadMenu } from './download/DownloadMenu.tsx';
import { FacetDialog } from './facets/FacetDialog.tsx';
import { MediaView } from './media/MediaView.tsx';
import { FilterChips } from './parts/FilterChips.tsx';
import { Header } from './parts/Header.tsx';
import { HelpDialog } from './parts/HelpDialog.tsx';
import { RunBar } from './parts/RunBar.tsx';
import { QueriesView } from './queries/QueriesView.tsx';
import { RequestDrawer } from './requests/RequestDrawer.tsx';
import { RequestsView } from './requests/RequestsView.tsx';
import { useActions } from './state/useActions.ts';
import { useAnswer } from './state/useAnswer.ts';
import { excludeFocused, moveFocus, useKeys } from './state/useKeys.ts';
import { useMeta } from './state/useMeta.ts';
import { useOverview } from './state/useOverview.ts';
import { usePageState } from './state/usePageState.ts';
import { useQuestion } from './state/useQuestion.ts';
import { useRunnable } from './state/useRunnable.ts';
import { useTheme } from './state/useTheme.ts';

const labelOf = (facet: string) => findPageFacet(facet)?.label ?? facet;

/** Renders the page: header, view, and dialogs. */
export function App() {
  const { meta, error } = useMeta();
  const [state, change] = usePageState();
  const [, toggleTheme] = useTheme();
  const [isHelpOpen, setHelp] = useState(false);
  const [wasInQueries, setInQueries] = useState(false);
  const hasQueries = wasInQueries || state.view === 'queries';
  useEffect(() => setInQueries(hasQueries), [hasQueries]);
  const [openFacet, setOpenFacet] = useState<string | null>(null);
  const { span, question } = useQuestion(meta, state);
  const { asked, isPending, run } = useRunnable(question, meta?.kind === 'athena');
  const answer = useAnswer(asked, meta?.rows ?? 0);
  const overview = useOverview(question, isPending);
  const [approved, approve] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const actions = useActions(state, change, answer?.series, approve);

  const { brush } = state;
  const keys = useMemo(
    () => ({
      j: () => moveFocus(1),
      k: () => moveFocus(-1),
      x: excludeFocused,
      e: () => brush && actions.explain(brush, null),
      z: () => brush && actions.zoom(brush),
      r: () => change(initialState),
      t: toggleTheme,
      '/': () => setOpenFacet('path'),
      '?': () => setHelp(true),
      Escape: () => change({ brush: null, explain: null }, 'replace'),
    }),
    [brush, actions, change, toggleTheme],
  );
  useKeys(keys);

  useEffect(() => {
    if (meta !== null) document.title = `Requests · ${meta.name}`;
  }, [meta?.name]);

  if (error !== null && meta === null) return <Notice text={error} />;
  if (meta === null || span === null || question === null) return <Notice text={noticeOf(meta)} />;
  const isBilled = meta.kind === 'athena';
  return (
    <>
      <Header
        meta={meta}
        range={state.range}
        span={span}
        milliseconds={answer?.milliseconds ?? null}
        isBusy={answer?.isComplete === false}
        view={state.view}
        onView={(view) => change({ view })}
        tools={
          answer?.series && state.view === 'requests' ? (
            <DownloadMenu question={answer.question} series={answer.series} canExport={!isBilled} />
          ) : null
        }
        onRange={(range) => change({ range, brush: null, explain: null })}
        onTheme={toggleTheme}
        onHelp={() => setHelp(true)}
      />
      <main>
        {state.view !== 'queries' && (
          <FilterChips
            filters={state.filters}
            labelOf={labelOf}
            onToggle={actions.toggle}
            onClear={actions.clearFilters}
          />
        )}
        {/* Stays when another view opens, so that the typed SQL and its result aren't lost. */}
        {hasQueries && (
          <div hidden={state.view !== 'queries'}>
            <QueriesView query={state.query} onQuery={(query) => change({ query })} />
          </div>
        )}
        {state.view === 'media' && <MediaView question={question} labelOf={labelOf} isBilled={isBilled} />}
        {state.view === 'requests' && (
          <>
            {isPending && (
              <RunBar onRun={run} hasOverview={overview !== null} hasAnswer={answer?.isComplete === true} />
            )}
            <RequestsView
              meta={meta}
              state={state}
              change={change}
              actions={actions}
              answer={answer}
              figures={overview === null ? answer : { ...overview, question }}
              error={error}
              approved={approved}
              onApprove={approve}
              onOpen={(request) => {
                setOpened(request);
                change({ request });
              }}
              labelOf={labelOf}
              onShowAll={setOpenFacet}
            />
          </>
        )}
      </main>
      {state.request !== null && (
        <RequestDrawer
          request={state.request}
          isPending={isBilled && opened !== state.request}
          onShow={() => setOpened(state.request)}
          onClose={() => change({ request: null })}
        />
      )}
      {openFacet !== null && (
        <FacetDialog
          facet={openFacet}
          facets={meta.facets}
          question={question}
          isBilled={isBilled}
          onFacet={setOpenFacet}
          onToggle={actions.toggle}
          onClose={() => setOpenFacet(null)}
        />
      )}
      {isHelpOpen && <HelpDialog onClose={() => setHelp(false)} />}
    </>
  );
}

function noticeOf(meta: SourceMeta | null): string {
  if (meta === null || meta.rowsToLoad > 0) return 'Loading requests…';
  if (meta.warnings.length > 0) return meta.warnings[0];
  return meta.kind === 'live'
    ? 'No requests yet. They appear here a few seconds after they arrive.'
    : `${meta.name} contains no requests.`;
}

function Notice({ text }: { readonly text: string }) {
  return (
    <main class="notice">
      <p role="status">{text}</p>
    </main>
  );
}
