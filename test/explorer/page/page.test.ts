import { copyFileSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { ScanBudget } from '../../../core/aws/athena/scanBudget.ts';
import { writeExampleDay } from '../../../explorer/example/writeExampleDay.ts';
import { formatCount } from '../../../explorer/page/format.ts';
import { type ExplorerServer, startExplorerServer } from '../../../explorer/server/explorerServer.ts';
import { AthenaSource } from '../../../explorer/sources/athena/athenaSource.ts';
import { FolderSource } from '../../../explorer/sources/folder/folderSource.ts';
import { eventually } from '../../support/browser/eventually.ts';
import { noBrowser, openBrowser } from '../../support/browser/openBrowser.ts';
import { openPage } from '../../support/browser/openPage.ts';
import { convertTo, writeLines } from '../../support/converting.ts';
import { askLake } from '../../support/lakeFolders.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { type MemorySample, sampleMemory } from '../live/memorySamples.ts';
import { DuckdbAthena } from '../sources/duckdbAthena.ts';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const folder = temporaryFolder();
const hostileFolder = temporaryFolder();
const mediaFolder = temporaryFolder();
const liveFolder = temporaryFolder();
const start = Date.UTC(2026, 10, 25);
const closing: (() => Promise<void>)[] = [];
let browser: Browser;
let server: ExplorerServer;

const describeInBrowser = noBrowser === undefined ? describe : describe.skip;

async function serve(lake: string, name: string): Promise<ExplorerServer> {
  const source = await FolderSource.open({ folder: join(lake, 'raw'), name });
  await source.refresh();
  const started = await startExplorerServer({ source });
  closing.unshift(
    () => started.close(),
    () => source.close(),
  );
  return started;
}

beforeAll(async () => {
  if (noBrowser !== undefined) {
    console.warn(noBrowser);
    return;
  }
  await writeExampleDay(folder, { rows: 40_000, start, files: 4 });
  server = await serve(folder, 'example');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  for (const close of closing) await close();
});

/** Opens the page with a query, and waits for the complete answer. */
async function open(query = '', options: BrowserContextOptions = {}, of = server) {
  const opened = await openPage(browser, of.url.replace('/#', `/?${query}#`), options);
  await settled(opened.page);
  return opened;
}

async function settled(page: Page): Promise<void> {
  await page.locator('.requests tbody tr, .empty-note').first().waitFor();
  await page.locator('.took:not(.busy)').waitFor({ state: 'attached' });
}

const valueIn = (page: Page, facet: string, name: string) =>
  page.locator(`[data-facet="${facet}"] li`).filter({ has: page.getByText(name, { exact: true }) });

/** Returns the counts of a facet's first values, as the page formats them. */
const countsOf = (page: Page, facet: string) =>
  page
    .locator(`[data-facet="${facet}"] .count`)
    .evaluateAll((all) => all.slice(0, 3).map((one) => one.textContent ?? ''));

/** Allowed growth of a page while live requests arrive, as a factor. */
const allowedGrowth = { pageHeap: 2, nodes: 1.2, listeners: 1.2 } as const;

/** Returns what grew by more than the allowed factor. */
const growthOf = (early: MemorySample, late: MemorySample) =>
  (Object.keys(allowedGrowth) as (keyof typeof allowedGrowth)[])
    .filter((name) => late[name] >= allowedGrowth[name] * early[name])
    .map((name) => ({ name, early: early[name], late: late[name] }));

const tile = (page: Page, label: string) => page.locator(`[data-tile="${label}"]`).textContent();

/** Returns the accessibility rules that the page violates, with the elements. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations: found } = await tool.run();
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 150)).join(' | ')}`);
  });
}

/** Returns DuckDB's count of the requests that match a condition, as the page formats it. */
async function duckdb(where: string) {
  const { n } = await askLake(folder, `SELECT count(*)::integer AS n FROM $files WHERE ${where}`);
  const countries = await askLake(
    folder,
    `SELECT count(*)::integer AS n FROM $files WHERE ${where} GROUP BY c_country ORDER BY n DESC LIMIT 3`,
  );
  const written = (count: unknown) => (count as number).toLocaleString('en-US');
  return { requests: written(n[0]), countries: countries['n'].map(written) };
}

const readPage = async (page: Page) => ({
  requests: await tile(page, 'Requests'),
  countries: await countsOf(page, 'country'),
});

const rightOf = (box: { readonly x: number; readonly width: number } | null) =>
  (box?.x ?? 0) + (box?.width ?? 0);

describeInBrowser('the page', () => {
  it('loads without errors, removes the token from the URL, and reloads', async () => {
    const { page, complaints } = await open();
    expect(page.url()).toBe(`http://127.0.0.1:${server.port}/`);
    await page.reload();
    await settled(page);
    expect(await tile(page, 'Requests')).toBe('40K');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows the same counts as DuckDB while filters are included, excluded, undone with Back, and removed', async () => {
    const { page, complaints } = await open();
    await valueIn(page, 'host', 'docs.example.com').locator('.value').click();
    const docs = await duckdb("cs_host = 'docs.example.com'");
    await eventually(() => readPage(page), docs);
    await valueIn(page, 'result', 'Hit')
      .locator('.value')
      .click({ modifiers: ['Alt'] });
    const docsMissed = await duckdb("cs_host = 'docs.example.com' AND x_edge_detailed_result_type <> 'Hit'");
    await eventually(() => readPage(page), docsMissed);
    expect(new URL(page.url()).search).toBe('?host=docs.example.com&not.result=Hit');
    await page.reload();
    await settled(page);
    expect(await readPage(page)).toEqual(docsMissed);
    await page.goBack();
    await eventually(() => readPage(page), docs);
    await page.getByRole('button', { name: 'Remove the filter Host is docs.example.com' }).click();
    await eventually(() => tile(page, 'Requests'), '40K');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says why it shows no request, and how to show requests again', async () => {
    const { page, complaints } = await open('time=2020-01-01T00:00Z/2020-01-02T00:00Z&host=none.example.com');
    const note = page.getByRole('region', { name: 'No requests' });
    expect(await note.getByRole('status').textContent()).toMatch(
      /^No request in this time window \(Jan 1, 2020 00:00 – Jan 2, 2020 00:00 UTC\) matches the filters\. All requests are from Nov 25(, 2026)? 00:00 – 23:59 UTC\.$/,
    );
    expect(await page.locator('.chart, .requests').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await note.getByRole('button', { name: 'Clear the filters' }).click();
    await page.getByText('There are no requests in this time window').waitFor();
    await note.getByRole('button', { name: 'Show the whole time' }).click();
    await eventually(() => tile(page, 'Requests'), '40K');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('selects a time span by mouse or keyboard, and zooms in to it', async () => {
    const { page } = await open();
    const frame = page.locator('.chart-frame');
    const box = (await frame.boundingBox()) as { x: number; y: number; width: number };
    await page.mouse.move(box.x + box.width / 2, box.y + 80);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 120, box.y + 90, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('toolbar', { name: 'Selected time' }).waitFor();
    const [, from, to] = /select=([^/]+)\/([^&]+)/.exec(decodeURIComponent(page.url())) as RegExpExecArray;
    await page.keyboard.press('z');
    const time = (text: string) => `make_timestamp_ms(${Date.parse(text)})`;
    const zoomed = await duckdb(`"timestamp" >= ${time(from)} AND "timestamp" < ${time(to)}`);
    await eventually(() => readPage(page), zoomed);
    await page.keyboard.press('r');
    await eventually(() => tile(page, 'Requests'), '40K');
    await page.mouse.move(5, 5);
    await frame.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await eventually(
      async () => decodeURIComponent(new URL(page.url()).search),
      '?select=2026-11-25T00:00Z/2026-11-25T00:30Z',
    );
    await page.keyboard.press('Escape');
    await eventually(async () => new URL(page.url()).search, '');
    await page.context().close();
  });

  it('labels peaks and times in the chart', async () => {
    const { page } = await open();
    expect(await page.locator('.pill').allTextContents()).toEqual([
      expect.stringMatching(/^4xx \d+% why\?$/),
      expect.stringMatching(/^hit \d+% why\?$/),
      expect.stringMatching(/^p95 .* why\?$/),
    ]);
    await page.goto(`http://127.0.0.1:${server.port}/?time=2026-11-25T08:00Z/2026-11-25T20:00Z`);
    await settled(page);
    const lastLabel = page.locator('.time-axis text').last();
    const [label, chart] = [
      await lastLabel.boundingBox(),
      await page.locator('.chart-drawing').boundingBox(),
    ];
    expect(await lastLabel.textContent()).toBe('20:00');
    expect(rightOf(label)).toBeLessThanOrEqual(rightOf(chart));
    await page.context().close();
  });

  it('explains a peak by the planted cause, and filters by it', async () => {
    const { page, complaints } = await open();
    await page.locator('.pill-latency').click();
    const panel = page.getByRole('region', { name: 'What changed?' });
    await panel.getByText('api.example.com').first().waitFor();
    expect(await panel.locator('li').count()).toBe(1);
    await eventually(
      () =>
        page.evaluate<boolean>(
          "document.querySelector('.explain').getBoundingClientRect().bottom <= innerHeight",
        ),
      true,
    );
    expect(new URL(page.url()).searchParams.get('explain')).toBe('ttfb');
    expect(await violations(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Only these' }).click();
    await eventually(
      async () => (await readPage(page)).countries,
      (await duckdb("cs_host = 'api.example.com'")).countries,
    );
    await page.getByRole('button', { name: 'Close the explanation' }).click();
    await panel.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows a path with cache busting, suggests a rule, and filters by the path', async () => {
    const { page, complaints } = await open('select=2026-11-25T21:30Z/2026-11-25T21:50Z&explain=misses');
    const [note, explained] = ['Cache busting of /', 'New cache busting of /'].map((name) =>
      page.getByRole('region', { name, exact: true }),
    );
    const { requests } = await duckdb("cs_uri_stem LIKE '/?%' AND x_edge_result_type = 'Miss'");
    const sentence = `Cache busting? ${requests} different query strings in ${requests} cache misses of /`;
    const textOf = async (of: Locator) => (await of.locator('p').first().textContent()) ?? '';
    await eventually(() => textOf(note), `${sentence}.`);
    await eventually(
      () => textOf(explained),
      `${sentence}, after 0 misses with a query string in the same time before.`,
    );
    await note.getByText('What to do').click();
    expect(JSON.parse((await note.locator('pre').textContent()) ?? '')).toMatchObject({
      Action: { Count: {} },
      Statement: { RateBasedStatement: { AggregateKeyType: 'IP' } },
    });
    expect(await violations(page)).toEqual([]);
    await note.getByRole('button', { name: 'Only this path' }).click();
    const { requests: ofPath } = await duckdb("split_part(cs_uri_stem, '?', 1) = '/'");
    await eventually(() => tile(page, 'Requests'), ofPath);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('opens a request with all of its fields, with only the keyboard', async () => {
    const { page } = await open();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await page.evaluate("document.activeElement.querySelector('.name').textContent")).toBe(
      'shop.example.com',
    );
    await page.keyboard.press('x');
    await eventually(async () => new URL(page.url()).search, '?not.host=shop.example.com');
    await page.locator('.row-opener').first().focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: 'Request' });
    await drawer.getByText('x-edge-request-id').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill('WP-');
    await page.getByRole('dialog').getByText('/wp-login.php').waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy as a table' }).click();
    await page.getByText('Copied').waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toMatch(/^value\trequests\t4xx\t5xx\n\/wp-login\.php\t(\d+)\t\1\t0$/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByText('Include the value, or open the request').waitFor();
    await page.context().close();
  });

  it('runs saved queries, and downloads chart and requests as files', async () => {
    const { page, complaints } = await open();
    const save = async (item: string) => {
      await page.getByText('Download', { exact: true }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: item, exact: true }).click(),
      ]);
      return readFileSync(await download.path());
    };
    const svg = (await save('Chart as SVG')).toString();
    expect(svg).toMatch(/^<svg [\s\S]*Requests per second[\s\S]*<\/svg>$/);
    expect((await save('Chart as PNG')).subarray(1, 4).toString()).toBe('PNG');
    const numbers = (await save('Chart data as CSV')).toString().split('\r\n');
    expect([numbers[0].split(',').length, numbers.length]).toEqual([13, 146]);
    expect((await save('Requests as CSV')).toString().split('\n')).toHaveLength(40_002);
    const menu = page.locator('details.menu');
    for (const close of [() => page.keyboard.press('Escape'), () => page.locator('h1').click()]) {
      await menu.locator('summary').click();
      await close();
      expect(await menu.getAttribute('open')).toBe(null);
    }
    await page.getByRole('button', { name: 'Queries' }).click();
    const sql = page.getByRole('textbox', { name: 'SQL' });
    await sql.fill('SELECT cs_host, count(*) AS n FROM requests GROUP BY 1 ORDER BY n DESC');
    await page.keyboard.press('Control+Enter');
    const cells = page.locator('.answer tbody tr:first-child td');
    await eventually(async () => (await cells.allTextContents())[0] ?? '', 'www.example.com');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Charts' }).click();
    await page.getByRole('button', { name: 'Queries' }).click();
    expect((await cells.allTextContents())[0]).toBe('www.example.com');
    await page.getByLabel('Saved query').selectOption('top_talkers');
    await eventually(async () => new URL(page.url()).search, '?view=queries&query=top_talkers');
    await sql.fill("SELECT * FROM read_csv('/etc/passwd')");
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.getByRole('alert').getByText('disabled').waitFor();
    expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)('breaks no rule of accessibility, %s', async (colorScheme) => {
    const { page } = await open('host=www.example.com&not.status=200', { colorScheme });
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it.each([360, 390, 3_000])('does not scroll horizontally at %d pixels', async (width) => {
    const { page } = await open('host=www.example.com', {
      viewport: { width, height: 800 },
      hasTouch: width < 500,
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(width < 500 ? await violations(page) : []).toEqual([]);
    await page.context().close();
  });

  it('queries Athena only after a click on Run, and shows the scanned bytes', async () => {
    const calls = await DuckdbAthena.open(folder);
    const stack = new AthenaSource({
      name: 'stack',
      context: { calls, sleep: async () => {} },
      budget: new ScanBudget(1e9),
      now: () => start + 24 * 3_600_000,
      engine: 'duckdb',
    });
    const started = await startExplorerServer({ source: stack });
    closing.unshift(
      () => started.close(),
      async () => calls.close(),
    );
    const { page, complaints } = await openPage(
      browser,
      started.url.replace('/#', '/?select=2026-11-25T17:40Z/2026-11-25T18:00Z&explain=ttfb#'),
    );
    await page.getByRole('button', { name: 'Run' }).waitFor();
    const panel = page.getByRole('region', { name: 'What changed?' });
    await panel.getByText('Athena bills the bytes that an explanation scans.').waitFor();
    expect(calls.started).toEqual([]);
    await panel.getByRole('button', { name: 'Explain' }).click();
    await panel.getByText('api.example.com').first().waitFor();
    await page.getByRole('button', { name: 'Close the explanation' }).click();
    const explaining = calls.started.length;
    expect(explaining).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Run' }).click();
    await eventually(() => tile(page, 'Requests'), '40K');
    await settled(page);
    expect(calls.started).toHaveLength(explaining + 3);
    // Athena bills at least 10 MB for each query.
    await eventually(() => page.locator('.strip dd').first().textContent(), `${10 * (explaining + 3)} MB`);
    await valueIn(page, 'host', 'docs.example.com').locator('.value').click();
    await page.getByRole('button', { name: 'Run' }).waitFor();
    expect(calls.started).toHaveLength(explaining + 3);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill('cart');
    await page.getByText('Athena bills the bytes that a search scans.').waitFor();
    expect(calls.started).toHaveLength(explaining + 3);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('/cart').waitFor();
    expect(calls.started).toHaveLength(explaining + 4);
    await page.keyboard.press('Escape');
    await page.locator('.row-opener').first().click();
    await page.getByRole('dialog').getByText('x-edge-request-id').waitFor();
    expect(calls.started).toHaveLength(explaining + 5);
    await page.reload();
    await page.getByText('Athena bills the bytes that it scans for this request.').waitFor();
    expect(calls.started).toHaveLength(explaining + 5);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows tiles and chart of a stack from metrics before a billed query runs', async () => {
    const calls = await DuckdbAthena.open(folder);
    const stack = new AthenaSource({
      name: 'stack',
      context: { calls, sleep: async () => {} },
      budget: new ScanBudget(1e9),
      now: () => start + 24 * 3_600_000,
      engine: 'duckdb',
      metrics: {
        namespace: 'CloudFront/RealtimeLogs',
        read: async (queries, { from }) =>
          queries.map(({ id }) => ({ id, points: [[from / 1_000, id === 'requests' ? 1_234 : 0]] })),
      },
    });
    const started = await startExplorerServer({ source: stack });
    closing.unshift(
      () => started.close(),
      async () => calls.close(),
    );
    const { page, complaints } = await openPage(browser, started.url);
    await page.getByText('Tiles and chart come from CloudWatch metrics.').waitFor();
    await eventually(() => tile(page, 'Requests'), '1,234');
    expect(calls.started).toEqual([]);
    await page.getByRole('button', { name: 'Run' }).click();
    await eventually(async () => calls.started.length, 2);
    await settled(page);
    expect(await tile(page, 'Requests')).toBe('1,234');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('does not grow in memory while live requests arrive', async () => {
    const [first, ...others] = globSync('raw/**/*.parquet', { cwd: folder }).sort() as [string, ...string[]];
    const add = (file: string) => {
      mkdirSync(dirname(join(liveFolder, file)), { recursive: true });
      copyFileSync(join(folder, file), join(liveFolder, file));
    };
    add(first);
    const source = await FolderSource.open({
      folder: join(liveFolder, 'raw'),
      name: 'live',
      kind: 'live',
      maxRows: 12_000,
    });
    await source.refresh();
    const started = await startExplorerServer({ source });
    closing.unshift(
      () => started.close(),
      () => source.close(),
    );
    const { page, complaints } = await openPage(browser, started.url);
    await settled(page);
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.enable');
    let early: MemorySample | undefined;
    for (const [index, file] of others.entries()) {
      add(file);
      await source.refresh();
      const { rows } = source.meta();
      expect(rows).toBeLessThanOrEqual(index === 0 ? 20_000 : 12_000 + 10_000);
      await eventually(() => tile(page, 'Requests'), formatCount(rows));
      await settled(page);
      early ??= await sampleMemory(session, 0, index);
    }
    // Answers that are still being read, and code that the browser compiles meanwhile, count too but don't stay. `npm run
    // live` compares more samples, more closely.
    await eventually(
      async () => growthOf(early as MemorySample, await sampleMemory(session, 0, others.length)),
      [],
      100,
    );
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows playback quality if players report it', async () => {
    const fields = readFileSync('examples/video-62-fields.fields.txt', 'utf8').split(/\s+/).filter(Boolean);
    await convertTo(mediaFolder, ['examples/video-62-fields.tsv.gz'], fields);
    const media = await serve(mediaFolder, 'media');
    const { page, complaints } = await openPage(
      browser,
      media.url.replace('/#', '/?view=media&content=movie-3&bot=none#'),
    );
    const expected = await askLake(
      mediaFolder,
      `SELECT count(DISTINCT cmcd_session_id)::integer AS sessions, count(*)::integer AS requests
       FROM $files WHERE cmcd_session_id IS NOT NULL AND cmcd_content_id = 'movie-3'`,
    );
    await page.locator('[data-tile="Sessions"]').waitFor();
    expect(await tile(page, 'Sessions')).toBe(String(expected['sessions'][0]));
    expect(await page.locator('.answer td:last-child').allTextContents()).toEqual([
      String(expected['requests'][0]),
    ]);
    expect(await page.locator('[data-unapplied]').textContent()).toBe(
      "These figures aren't filtered by Client class, because SQL can't compute it.",
    );
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows malicious values as text', async () => {
    const fields = [
      'timestamp',
      'c-ip',
      'sc-status',
      'sc-bytes',
      'cs-host',
      'cs-uri-stem',
      'x-edge-location',
      'x-edge-request-id',
      'cs-user-agent',
      'c-country',
    ];
    const texts = [
      '<img src=x onerror=alert(1)>',
      '</script><script>alert(1)</script>',
      '\u202egnp.exe',
      '\x1b[2J\x1b]0;title\x07',
      `/${'a'.repeat(8_000)}`,
      '{{7*7}}',
      "'; DROP TABLE batch; --",
    ];
    const lines = texts.map((text, number) => {
      const encoded = encodeURIComponent(text);
      const id = `${'r'.repeat(50)}${100 + number}==`;
      return [
        `1794737${100 + number}.000`,
        '192.0.2.1',
        '200',
        '10',
        encoded,
        encoded,
        'FRA60-P1',
        id,
        encoded,
        number === 0 ? 'CH' : '-',
      ].join('\t');
    });
    await convertTo(hostileFolder, [writeLines(join(hostileFolder, 'lines.tsv'), lines)], fields);
    const hostile = await serve(hostileFolder, '<b>hostile</b>');
    const { page, complaints } = await open('', { viewport: { width: 390, height: 800 } }, hostile);
    const names = await page.locator('[data-facet="user-agent"] .name').allTextContents();
    expect(names).toEqual(
      expect.arrayContaining([
        '<img src=x onerror=alert(1)>',
        '\\u202egnp.exe',
        '\\u001b[2J\\u001b]0;title\\u0007',
      ]),
    );
    expect(await page.locator('img, script:not([src])').count()).toBe(0);
    // Requests without a country must not shade territories without a country code.
    const shaded = page.locator('.map .country:not(.shade-0)');
    expect(await shaded.evaluateAll((all) => all.map((one) => one.getAttribute('data-country')))).toEqual([
      'CH',
    ]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.locator('.row-opener').last().click();
    await page.getByRole('dialog').getByText('cs-user-agent').waitFor();
    await page.keyboard.press('Escape');
    for (const text of texts.slice(0, 3)) {
      await page.goto(`http://127.0.0.1:${hostile.port}/?user-agent=${encodeURIComponent(text)}`);
      await settled(page);
      expect(await tile(page, 'Requests')).toBe('1');
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
