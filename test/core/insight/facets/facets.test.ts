import { facets, facetsOf, findFacet } from '../../../../core/insight/facets/facets.ts';

describe('facets', () => {
  it('are derived from the catalog, each once', () => {
    expect(facets.map(({ name, field }) => `${name}: ${field.name}`)).toEqual([
      'client: c-ip',
      'status: sc-status',
      'method: cs-method',
      'protocol: cs-protocol',
      'host: cs-host',
      'path: cs-uri-stem',
      'edge: x-edge-location',
      'airport: x-edge-location',
      'http-version: cs-protocol-version',
      'agent: cs-user-agent',
      'bot: cs-user-agent',
      'result: x-edge-result-type',
      'content-type: sc-content-type',
      'detailed-result: x-edge-detailed-result-type',
      'country: c-country',
      'behavior: cache-behavior-path-pattern',
      'asn: asn',
      'origin: r-host',
      'tenant: distribution-tenant-id',
    ]);
  });

  it('exist for the fields that are logged', () => {
    expect(facetsOf(['c-ip', 'x-edge-location', 'cs-referer']).map(({ name }) => name)).toEqual([
      'client',
      'edge',
      'airport',
    ]);
  });

  it.each([
    ['airport', 'SFO53-P9', 'SFO'],
    ['path', '/orders/17?x=1', '/orders/{id}'],
    ['content-type', 'Text/HTML; charset=utf-8', 'text/html'],
    ['host', 'WWW.Example.com', 'www.example.com'],
    ['status', 503, '503'],
    ['country', null, null],
  ])('read %s of %j as %j', (name, value, text) => {
    expect(findFacet(name)?.read(value)).toBe(text);
  });
});
