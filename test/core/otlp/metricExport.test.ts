import { resolveMetricExport } from '../../../core/otlp/metricExport.ts';

const defaults = {
  attributes: ['behavior', 'status', 'detailed-result'],
  valueLimit: 200,
  setLimit: 2000,
  temporality: 'delta',
  classicMetrics: true,
};

describe('resolveMetricExport', () => {
  it('applies defaults', () => {
    expect(resolveMetricExport('cloudwatch-otlp')).toEqual({ endpoint: 'cloudwatch', ...defaults });
    const endpoint = 'https://otlp.example.com/v1/metrics';
    expect(resolveMetricExport({ endpoint, temporality: 'cumulative', attributes: ['country'] })).toEqual({
      endpoint,
      ...defaults,
      temporality: 'cumulative',
      attributes: ['country'],
    });
  });

  it.each([
    ['otlp', 'expected cloudwatch-otlp or an object with an endpoint, got "otlp"'],
    [
      {},
      "endpoint: expected 'cloudwatch' or the URL of an OTLP endpoint (https, or http on this machine), got undefined",
    ],
    [{ endpoint: 'http://otlp.example.com' }, 'http on this machine), got "http://otlp.example.com"'],
    [{ endpoint: 'https://user:password@otlp.example.com' }, 'endpoint: expected'],
    [{ endpoint: 'cloudwatch', attribute: [] }, "got 'attribute'"],
    [
      { endpoint: 'cloudwatch', attributes: ['path'] },
      'attributes: expected a list of attributes, each once',
    ],
    [
      { endpoint: 'cloudwatch', attributes: ['host', 'host'] },
      'attributes: expected a list of attributes, each once',
    ],
    [{ endpoint: 'cloudwatch', valueLimit: 0 }, 'valueLimit: expected a whole number from 1 to 10000, got 0'],
    [
      { endpoint: 'cloudwatch', temporality: 'gauge' },
      'temporality: expected delta or cumulative, got "gauge"',
    ],
    [
      { endpoint: 'https://otlp.example.com', headersSecretArn: 'secret' },
      'headersSecretArn: expected the ARN of a secret',
    ],
    [
      {
        endpoint: 'cloudwatch',
        headersSecretArn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:x-1',
      },
      "headersSecretArn: expected no secret with the endpoint 'cloudwatch'",
    ],
  ])('rejects %j', (option, sentence) => {
    expect(resolveMetricExport(option)).toEqual(expect.stringContaining(sentence));
  });
});
