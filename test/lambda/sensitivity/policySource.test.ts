import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { PolicySource } from '../../../lambda/sensitivity/policySource.ts';
import { recordingClient } from '../consumer/recordingClient.ts';

const hashKeySecret = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf';
const settings = { ...defaultSensitivityPolicy, addresses: 'hash', hashKeySecret } as const;

function sourceOf(answer: () => unknown) {
  const secrets = recordingClient(answer);
  return { secrets, source: new PolicySource(settings, secrets as never) };
}

describe('the policy of a function', () => {
  it('has the key in its secret, which is read once', async () => {
    const { secrets, source } = sourceOf(() => ({ SecretString: 'k3y' }));
    const { signal } = new AbortController();
    const expected = { ...defaultSensitivityPolicy, addresses: 'hash', hashKey: 'k3y' };
    expect(await source.read(signal)).toEqual(expected);
    expect(await source.read(signal)).toEqual(expected);
    expect(secrets.sent.map(({ input }) => input)).toEqual([{ SecretId: hashKeySecret }]);
  });

  it('fails while the key cannot be read, and reads it later', async () => {
    const answers = [new Error('not authorized'), undefined];
    const { source } = sourceOf(() => {
      const error = answers.shift();
      if (error) throw error;
      return { SecretString: 'k3y' };
    });
    const { signal } = new AbortController();
    await expect(source.read(signal)).rejects.toThrow(
      `expected the hash key in the secret ${hashKeySecret}, got Error: not authorized`,
    );
    expect(await source.read(signal)).toMatchObject({ hashKey: 'k3y' });
  });

  it('fails if the secret is empty', async () => {
    const { source } = sourceOf(() => ({ SecretBinary: new Uint8Array() }));
    await expect(source.read(new AbortController().signal)).rejects.toThrow(
      `expected the hash key as the value of the secret ${hashKeySecret}, got nothing`,
    );
  });

  it('needs no secret if nothing is hashed', async () => {
    const secrets = recordingClient();
    const source = new PolicySource(defaultSensitivityPolicy, secrets as never);
    expect(await source.read()).toEqual(defaultSensitivityPolicy);
    expect(secrets.sent).toEqual([]);
  });
});
