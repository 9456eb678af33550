import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { PipelineOptions } from '../settings/pipelineOptions.ts';
import { completeArnOf } from './completeArn.ts';
import { omitUndefined } from './omitUndefined.ts';
import { rejectOther } from './rejectOther.ts';

/** How one kind of sensitive text is handled. */
export class SensitiveText {
  /** The text is kept. */
  static readonly KEEP = new SensitiveText('keep');
  /** The text is removed. */
  static readonly DROP = new SensitiveText('drop');
  /** Only the network of an address is kept: /24 for IPv4, /48 for IPv6. For addresses only. */
  static readonly TRUNCATE = new SensitiveText('truncate');
  /** The text is replaced by a keyed hash, so that equal texts can still be counted and joined. */
  static readonly HASH = new SensitiveText('hash');

  /** `keep`, `drop`, `truncate`, or `hash`. */
  readonly name: string;

  private constructor(name: string) {
    this.name = name;
  }
}

/** How sensitive text is handled, by kind. */
export interface PrivacyProps {
  /**
   * IP addresses of viewers, and IP addresses in any other text.
   *
   * @default SensitiveText.KEEP
   */
  readonly addresses?: SensitiveText;

  /**
   * Cookies.
   *
   * @default SensitiveText.DROP
   */
  readonly cookies?: SensitiveText;

  /**
   * Values of headers whose names suggest a secret, such as `authorization`.
   *
   * @default SensitiveText.DROP
   */
  readonly headers?: SensitiveText;

  /**
   * Values of URL parameters whose names suggest a secret, and passwords, JSON Web Tokens, and access keys in any text.
   *
   * @default SensitiveText.DROP
   */
  readonly urls?: SensitiveText;

  /**
   * All data that CloudFront Functions write to the log.
   *
   * @default SensitiveText.KEEP
   */
  readonly custom?: SensitiveText;

  /**
   * Further names of parameters and headers whose values are secret, at most 64.
   *
   * @default []
   */
  readonly redactNames?: string[];

  /**
   * Names of parameters and headers whose values are not secret although their names suggest it, at most 64.
   *
   * @default []
   */
  readonly keepNames?: string[];

  /**
   * Secret whose complete value is the hash key. The functions read it when they start.
   *
   * @default - a new secret, if any text is hashed
   */
  readonly hashKey?: ISecret;
}

/**
 * How sensitive text is handled before anything is written.
 *
 * @example Privacy.of({ addresses: Privacy.TRUNCATE, redactNames: ['x-partner-id'] })
 */
export class Privacy {
  /** The text is kept. */
  static readonly KEEP = SensitiveText.KEEP;
  /** The text is removed. */
  static readonly DROP = SensitiveText.DROP;
  /** Only the network of an address is kept. */
  static readonly TRUNCATE = SensitiveText.TRUNCATE;
  /** The text is replaced by a keyed hash. */
  static readonly HASH = SensitiveText.HASH;

  /** Handles sensitive text as given, and as by default for kinds that aren't given. */
  static of(props: PrivacyProps): Privacy {
    const { addresses, cookies, headers, urls, custom, redactNames, keepNames, hashKey } = props;
    const options = omitUndefined({
      addresses: nameOf('addresses', addresses),
      cookies: nameOf('cookies', cookies),
      headers: nameOf('headers', headers),
      urls: nameOf('urls', urls),
      custom: nameOf('custom', custom),
      redactNames,
      keepNames,
      hashKeySecretArn: hashKey && completeArnOf('hashKey', hashKey),
    });
    return new Privacy(options as PipelineOptions, hashKey);
  }

  /** Makes the class distinct for the compiler, which otherwise accepts any object: its other members are internal. */
  protected declare readonly _kind: 'Privacy';
  /** @internal */
  readonly _options: PipelineOptions;
  /** @internal */
  readonly _hashKey: ISecret | undefined;

  private constructor(options: PipelineOptions, hashKey: ISecret | undefined) {
    this._options = options;
    this._hashKey = hashKey;
  }
}

/** Returns the handling for the value of an option. */
export function sensitiveTextOf(name: string | undefined): SensitiveText | undefined {
  const all = [SensitiveText.KEEP, SensitiveText.DROP, SensitiveText.TRUNCATE, SensitiveText.HASH];
  return all.find((one) => one.name === name);
}

function nameOf(kind: string, text: SensitiveText | undefined): string | undefined {
  if (text === undefined) return undefined;
  rejectOther(kind, text, { member: 'name', example: 'SensitiveText.DROP' });
  return text.name;
}
