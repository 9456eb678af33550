import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { findPageFacet } from '../facets/facets.ts';
import type { NamedValue } from '../questions/explanation.ts';
import { likelyMetric } from '../questions/likelyMetric.ts';
import { initialState, type MetricName, resolveRange, type TimeSpan } from '../questions/pageState.ts';
import {
  type Filter,
  type FilterChange,
  type Question,
  replaceFilter,
  toggleValue,
} from '../questions/question.ts';
import { TimeChart } from './chart/TimeChart.tsx';
import { DownloadMenu } from './download/DownloadMenu.tsx';
import { BustedPathNote } from './explain/BustedPathNote.tsx';
import { ExplainPanel } from './explain/ExplainPanel.tsx';
import { CountryCard } from './facets/CountryCard.tsx';
import { FacetCard } from './facets/FacetCard.tsx';
import { FacetDialog } from './facets/FacetDialog.tsx';
import { MediaView } from './media/MediaView.tsx';
import { FilterChips } from './parts/FilterChips.tsx';
import { Header } from './parts/Header.tsx';
import { HelpDialog } from './parts/HelpDialog.tsx';
import { LiveStrip } from './parts/LiveStrip.tsx';
import { RunBar } from './parts/RunBar.tsx';
import { Tiles } from './parts/Tiles.tsx';
import { QueriesView } from './queries/QueriesView.tsx';
import { RequestDrawer } from './requests/RequestDrawer.tsx';
import { RequestTable } from './requests/RequestTable.tsx';
import { useAnswer } from './state/useAnswer.ts';
import { excludeFocused, moveFocus, useKeys } from './state/useKeys.ts';
import { useMeta } from './state/useMeta.ts';
import { useOverview } from './state/useOverview.ts';
import { usePageState } from './state/usePageState.ts';
import { useRunnable } from './state/useRunnable.ts';
import { useTheme } from './state/useTheme.ts';

/** Renders the page: header, view, and dialogs. */
export function App() {
  const { meta, error } = useMeta();
  const [state, change] = usePageState();
  const [, toggleTheme] = useTheme();
  const [isHelpOpen, setHelp] = useState(false);
  const [openFacet, setOpenFacet] = useState<string | null>(null);
  const span = useMemo<TimeSpan | null>(
    () =>
      meta === null || meta.rows === 0
        ? null
        : resolveRange(state.range, { from: meta.from, to: meta.to + 1 }),
    [meta?.from, meta?.to, meta?.rows === 0, state.range],
  );
  const question = useMemo<Question | null>(
    () => (span === null ? null : { ...span, filters: state.filters }),
    [span, state.filters],
  );
  const { asked, isPending, run } = useRunnable(question, meta?.kind === 'athena');
  const answer = useAnswer(asked, meta?.rows ?? 0);
  const overview = useOverview(question, isPending);
  const shown = overview !== null && question !== null ? { ...overview, question } : answer;

  const onToggle = useCallback(
    (facet: string, value: string | null, how: FilterChange) =>
      change({ filters: toggleValue(state.filters, facet, value, how) }),
    [state.filters, change],
  );
  const onBrush = useCallback((brush: TimeSpan | null) => change({ brush }, 'replace'), [change]);
  const onZoom = useCallback((to: TimeSpan) => change({ range: to, brush: null, explain: null }), [change]);
  const onExplain = useCallback(
    (brush: TimeSpan, metric: MetricName | null) => {
      const likely = answer?.series ? likelyMetric(answer.series, brush) : '5xx';
      change({ brush, explain: metric ?? likely });
    },
    [change, answer?.series],
  );
  const onChoose = useCallback(
    (values: readonly NamedValue[], how: FilterChange) => {
      let filters: readonly Filter[] = state.filters;
      for (const { facet, value } of values) {
        const before = filters.find((filter) => filter.facet === facet) ?? { include: [], exclude: [] };
        filters = replaceFilter(
          filters,
          how === 'include'
            ? { facet, include: [value], exclude: [] }
            : { facet, include: before.include, exclude: [...before.exclude, value] },
        );
      }
      change({ filters });
    },
    [state.filters, change],
  );
  const labelOf = (facet: string) => findPageFacet(facet)?.label ?? facet;
  const canFilter = (facet: string) => meta?.facets.some(({ id }) => id === facet) === true;

  const keys = useMemo(
    () => ({
      j: () => moveFocus(1),
      k: () => moveFocus(-1),
      x: excludeFocused,
      e: () => state.brush && onExplain(state.brush, null),
      z: () => state.brush && onZoom(state.brush),
      r: () => change(initialState),
      t: toggleTheme,
      '/': () => setOpenFacet('path'),
      '?': () => setHelp(true),
      Escape: () => change({ brush: null, explain: null }, 'replace'),
    }),
    [state.brush, onZoom, onExplain, change, toggleTheme],
  );
  useKeys(keys);

  useEffect(() => {
    if (meta !== null) document.title = `Requests · ${meta.name}`;
  }, [meta?.name]);

  if (error !== null && meta === null) return <Notice text={error} />;
  if (meta === null || span === null) return <Notice text={meta?.warnings[0] ?? 'Loading requests…'} />;
  const chips = (
    <FilterChips
      filters={state.filters}
      labelOf={labelOf}
      onToggle={onToggle}
      onClear={() => change({ filters: [] })}
    />
  );
  const requestsView = (
    <>
      {chips}
      {isPending && <RunBar onRun={run} hasOverview={overview !== null} />}
      <LiveStrip items={meta.strip} />
      {[...meta.warnings, error, answer?.error ?? null].map(
        (text) =>
          text !== null && (
            <p key={text} class="warning" role="alert">
              {text}
            </p>
          ),
      )}
      {shown?.series && shown.totals && (
        <>
          <Tiles
            totals={shown.totals}
            previous={shown.previous}
            series={shown.series}
            span={shown.question}
            mark={meta.sampledOneOf > 1 ? '≈ ' : ''}
          />
          {answer?.cacheBusting.map((busted) => (
            <BustedPathNote
              key={busted.path}
              busted={busted}
              sampledOneOf={meta.sampledOneOf}
              onChoose={onChoose}
            />
          ))}
          <TimeChart
            series={shown.series}
            span={shown.question}
            brush={state.brush}
            onBrush={onBrush}
            onZoom={onZoom}
            onExplain={onExplain}
            canExplain
          />
        </>
      )}
      {state.explain !== null && state.brush !== null && (
        <ExplainPanel
          filters={state.filters}
          selected={state.brush}
          metric={state.explain}
          version={meta.rows}
          sampledOneOf={meta.sampledOneOf}
          labelOf={labelOf}
          canFilter={canFilter}
          onMetric={(explain) => change({ explain })}
          onChoose={onChoose}
          onClose={() => change({ explain: null })}
        />
      )}
      <div class="facets">
        {meta.facets.map(({ id, label }) => {
          const found = answer?.facets.get(id);
          const isEmpty = found === undefined || (found.distinct <= 1 && found.values[0]?.value === null);
          if (isEmpty) return null;
          const Card = id === 'country' ? CountryCard : FacetCard;
          return (
            <Card
              key={id}
              label={label}
              answer={found}
              filter={state.filters.find((filter) => filter.facet === id)}
              onToggle={onToggle}
              onShowAll={setOpenFacet}
            />
          );
        })}
      </div>
      <RequestTable
        rows={answer?.rows ?? []}
        open={state.request}
        onOpen={(request) => change({ request })}
      />
    </>
  );
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
            <DownloadMenu
              question={answer.question}
              series={answer.series}
              canExport={meta.kind !== 'athena'}
            />
          ) : null
        }
        onRange={(range) => change({ range, brush: null, explain: null })}
        onTheme={toggleTheme}
        onHelp={() => setHelp(true)}
      />
      <main>
        {state.view === 'queries' && <QueriesView />}
        {state.view === 'media' && question !== null && (
          <>
            {chips}
            <MediaView question={question} isBilled={meta.kind === 'athena'} />
          </>
        )}
        {state.view === 'requests' && requestsView}
      </main>
      {state.request !== null && (
        <RequestDrawer request={state.request} onClose={() => change({ request: null })} />
      )}
      {openFacet !== null && question !== null && (
        <FacetDialog
          facet={openFacet}
          facets={meta.facets}
          question={question}
          onFacet={setOpenFacet}
          onToggle={onToggle}
          onClose={() => setOpenFacet(null)}
        />
      )}
      {isHelpOpen && <HelpDialog onClose={() => setHelp(false)} />}
    </>
  );
}

function Notice({ text }: { readonly text: string }) {
  return (
    <main class="notice">
      <p role="status">{text}</p>
    </main>
  );
}
