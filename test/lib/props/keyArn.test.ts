import { Stack } from 'aws-cdk-lib';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { LogDestination } from '../../../lib/index.ts';
import { keyArnOf } from '../../../lib/props/keyArn.ts';
import { ConfigurationError } from '../../../lib/settings/configurationError.ts';

const stack = new Stack();

describe('the key in a policy', () => {
  it('is the key of an alias of the app, because policies of IAM cannot name an alias', () => {
    const key = new Key(stack, 'Key');
    const alias = new Alias(stack, 'Alias', { aliasName: 'alias/logs', targetKey: key });
    expect(keyArnOf('token', alias)).toBe(key.keyArn);
    expect(keyArnOf('token', key)).toBe(key.keyArn);
    const secret = new Secret(stack, 'Secret', { encryptionKey: alias }) as ISecret;
    expect(LogDestination.splunk('siem', 'https://siem.example.com', secret)._destination).toMatchObject({
      secretKeyArn: key.keyArn,
    });
  });

  it('is absent if AWS manages the key', () => {
    const alias = Alias.fromAliasName(stack, 'Managed', 'alias/aws/secretsmanager');
    expect([keyArnOf('token', alias), keyArnOf('token', undefined)]).toEqual([undefined, undefined]);
  });

  it('cannot be an imported alias', () => {
    expect(() => keyArnOf('token', Alias.fromAliasName(stack, 'Imported', 'alias/logs'))).toThrow(
      new ConfigurationError(
        'token',
        "expected a key, got the alias alias/logs, which policies of IAM can't name; import the key with " +
          'Key.fromKeyArn or Key.fromLookup',
      ),
    );
  });
});
