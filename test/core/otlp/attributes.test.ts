import { allDefinitions, connectionDefinitions } from '../../../core/metrics/definitions.ts';
import { detailDefinitions } from '../../../core/metrics/detailDefinitions.ts';
import {
  type AttributeChoice,
  attributeFacets,
  isAttributeChoice,
} from '../../../core/otlp/attributeChoice.ts';
import { attributeOf } from '../../../core/otlp/attributes.ts';
import { instruments } from '../../../core/otlp/instruments.ts';

function read(choice: AttributeChoice, value: string) {
  const { name, field, read: readValue } = attributeOf(choice);
  return [name, field, readValue(value)];
}

describe('attributeOf', () => {
  it.each<[AttributeChoice, string, [string, string, string | undefined]]>([
    ['behavior', '/images/*', ['aws.cloudfront.cache_behavior', 'cache-behavior-path-pattern', '/images/*']],
    ['host', 'WWW.example.com', ['server.address', 'cs-host', 'www.example.com']],
    ['airport', 'SFO53-P9', ['aws.cloudfront.edge_airport', 'x-edge-location', 'SFO']],
    [
      'bot',
      'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      ['aws.cloudfront.client_class', 'cs-user-agent', 'search'],
    ],
    ['http-version', 'HTTP/2.0', ['network.protocol.version', 'cs-protocol-version', '2.0']],
    [
      'content-type',
      'Text/HTML; charset=utf-8',
      ['http.response.header.content-type', 'sc-content-type', 'text/html'],
    ],
    [
      'request-log:plan',
      '{"plan":"pro"}',
      ['aws.cloudfront.request_log.plan', 'viewer-request-log-data', 'pro'],
    ],
    [
      'request-log:plan',
      'beta=1&plan=pro',
      ['aws.cloudfront.request_log.plan', 'viewer-request-log-data', 'pro'],
    ],
    [
      'response-log:beta',
      '{"beta":true}',
      ['aws.cloudfront.response_log.beta', 'viewer-response-log-data', 'true'],
    ],
    [
      'request-log:plan',
      'free text',
      ['aws.cloudfront.request_log.plan', 'viewer-request-log-data', undefined],
    ],
    [
      'request-log:plan',
      '{"plan":',
      ['aws.cloudfront.request_log.plan', 'viewer-request-log-data', undefined],
    ],
  ])('reads %s of %s', (choice, value, expected) => {
    expect(read(choice, value)).toEqual(expected);
  });

  it('has a field for each facet, and no attribute twice', () => {
    const names = attributeFacets.map((facet) => attributeOf(facet).name);
    expect(new Set(names).size).toBe(attributeFacets.length);
  });

  it.each(['path', 'agent', 'client', 'request-log:', 'request-log:a b', ''])("rejects '%s'", (text) => {
    expect(isAttributeChoice(text)).toBe(false);
  });
});

describe('instruments', () => {
  it('name each metric of the pipeline once', () => {
    const defined = [...allDefinitions, ...connectionDefinitions, ...detailDefinitions].map(
      ({ name }) => name,
    );
    expect(Object.keys(instruments).sort()).toEqual([...new Set(defined)].sort());
    const names = Object.values(instruments).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
