import { Random } from '../../harness/random.ts';
import type { Records } from './exampleRecords.ts';
import { replaceValues } from './exampleRecords.ts';

const languages = ['en-US,en;q=0.9', 'de-DE,de;q=0.9,en;q=0.8', 'fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7', 'ja'];
const platforms = ['Windows', 'macOS', 'Linux', 'Android'];
const campaigns = ['spring', 'newsletter-41', 'partner%2Bprogram', 'search-brand', 'retarget'];
const searches = [
  'logstash+grok+filter',
  'ruby+xdotool',
  'dynamic+dns+with+dhcp',
  'puppet+manifests',
  'jquery',
];
const seed = 20;

/** Approximate length at which CloudFront truncates `cs-headers`, in bytes. */
const longestHeaders = 800;

/**
 * Makes requests as long as today's: adds query strings with versions and campaigns, referrers from searches,
 * and newer user agents. If possible, the added text depends on the value, so that there are about as many
 * different values as before. A few query strings contain secrets.
 */
export function withLongerUrls(records: Records): Records {
  const random = new Random(seed);
  return replaceValues(records, (values) => ({
    'cs-uri-stem': withQuery(values['cs-uri-stem'], random),
    'cs-user-agent': withNewerAgent(values['cs-user-agent']),
    'cs-referer':
      values['cs-referer'] === '-' && random.happens(0.8) ? searchReferer(random) : values['cs-referer'],
  }));
}

/** Adds as many headers as today's browsers send, which differ between requests. */
export function withMoreHeaders(records: Records): Records {
  const random = new Random(seed);
  return replaceValues(records, (values) => {
    const added = browserHeaders(values, random);
    const names = added.map(([name]) => `${name}%0A`).join('');
    const headers = added.map(([name, value]) => `${name}:${value}%0A`).join('');
    return {
      'cs-headers': cut(`${values['cs-headers']}${headers}`),
      'cs-header-names': cut(`${values['cs-header-names']}${names}`),
      'cs-headers-count': `${Number(values['cs-headers-count']) + added.length}`,
    };
  });
}

function withQuery(uri: string, random: Random): string {
  const version = new Random(uri.length).hex(12);
  const parameters = [`v=${version}`];
  if (random.happens(0.4))
    parameters.push(`utm_source=mail&utm_medium=cpc&utm_campaign=${random.pick(campaigns)}`);
  if (random.happens(0.02)) parameters.push(`token=${random.hex(32)}`);
  return `${uri}${uri.includes('?') ? '&' : '?'}${parameters.join('&')}`;
}

function withNewerAgent(agent: string): string {
  if (!agent.startsWith('Mozilla/')) return agent;
  const random = new Random(agent.length);
  return `${agent}%20Edg/${120 + random.below(12)}.0.${random.below(3)}.0%20(compatible;%20${random.pick(platforms)})`;
}

function searchReferer(random: Random): string {
  return `https://www.google.com/url?sa=t&source=web&rct=j&url=https://www.example.com/&q=${random.pick(searches)}`;
}

function browserHeaders(values: Record<string, string>, random: Random): [name: string, value: string][] {
  const version = 120 + random.below(12);
  const image = (values['sc-content-type'] ?? '').startsWith('image/');
  const brands = ['Chromium', 'Google%20Chrome', 'Not=A?Brand'].map(
    (brand) => `%22${brand}%22;v=%22${version}%22`,
  );
  const headers: [string, string][] = [
    ['Accept-Language', random.pick(languages)],
    ['Sec-Ch-Ua', brands.join(',%20')],
    ['Sec-Ch-Ua-Platform', `%22${random.pick(platforms)}%22`],
    ['Sec-Fetch-Site', random.pick(['same-origin', 'cross-site', 'none'])],
    ['Sec-Fetch-Dest', image ? 'image' : 'document'],
  ];
  if (random.happens(0.55)) headers.push(['Sec-Ch-Ua-Full-Version-List', fullVersions(brands, random)]);
  if (random.happens(0.5)) headers.push(['If-None-Match', `W/%22${random.hex(32)}%22`]);
  if (random.happens(0.3)) headers.push(['If-Modified-Since', 'Tue,%2017%20Nov%202026%2008:12:31%20GMT']);
  if (random.happens(0.7)) headers.push(['Traceparent', `00-${random.hex(32)}-${random.hex(16)}-01`]);
  if (random.happens(0.04)) headers.push(['Authorization', `Bearer%20${random.hex(40)}`]);
  if (random.happens(0.02)) headers.push(['X-Api-Key', random.hex(32)]);
  return headers;
}

function fullVersions(brands: readonly string[], random: Random): string {
  return brands
    .map((brand) => brand.replace(/%22$/, `.0.${6000 + random.below(900)}.${random.below(99)}%22`))
    .join(',%20');
}

/** Truncates a text where CloudFront does. Half of an escape can remain at the end. */
function cut(text: string): string {
  return text.slice(0, longestHeaders);
}
