import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { PipelineOptions } from '../settings/pipelineOptions.ts';
import { given } from './given.ts';

/** What happens to sensitive text of one kind. */
export class SensitiveText {
  /** It stays. */
  static readonly KEEP = new SensitiveText('keep');
  /** It is removed. */
  static readonly DROP = new SensitiveText('drop');
  /** The network of an address stays, /24 of IPv4 and /48 of IPv6. For addresses only. */
  static readonly TRUNCATE = new SensitiveText('truncate');
  /** A keyed hash takes its place, so that equal texts can still be counted and joined. */
  static readonly HASH = new SensitiveText('hash');

  /** `keep`, `drop`, `truncate` or `hash`. */
  readonly name: string;

  private constructor(name: string) {
    this.name = name;
  }
}

/** What happens to sensitive text, by kind. */
export interface PrivacyProps {
  /**
   * IP addresses of viewers, and every address in any other text.
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
   * Values of headers whose names are secret, such as `authorization`.
   *
   * @default SensitiveText.DROP
   */
  readonly headers?: SensitiveText;

  /**
   * Values of parameters whose names are secret, and passwords, JSON Web Tokens and access keys, in any text.
   *
   * @default SensitiveText.DROP
   */
  readonly urls?: SensitiveText;

  /**
   * The whole of what CloudFront Functions write into the log.
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
   * Names of parameters and headers whose values are not secret, whatever their words, at most 64.
   *
   * @default []
   */
  readonly keepNames?: string[];

  /**
   * Secret whose whole text is the key of the hashes. The functions read it when they start.
   *
   * @default - a secret of its own, if something is hashed
   */
  readonly hashKey?: ISecret;
}

/**
 * How sensitive text is handled before anything is written.
 *
 * @example Privacy.of({ addresses: Privacy.TRUNCATE, redactNames: ['x-partner-id'] })
 */
export class Privacy {
  /** It stays. */
  static readonly KEEP = SensitiveText.KEEP;
  /** It is removed. */
  static readonly DROP = SensitiveText.DROP;
  /** The network of an address stays. */
  static readonly TRUNCATE = SensitiveText.TRUNCATE;
  /** A keyed hash takes its place. */
  static readonly HASH = SensitiveText.HASH;

  /** The given handlings, and the defaults of the others. */
  static of(props: PrivacyProps): Privacy {
    const { addresses, cookies, headers, urls, custom, redactNames, keepNames, hashKey } = props;
    const options = given({
      addresses: addresses?.name,
      cookies: cookies?.name,
      headers: headers?.name,
      urls: urls?.name,
      custom: custom?.name,
      redactNames,
      keepNames,
      hashKeySecretArn: hashKey?.secretArn,
    });
    return new Privacy(options as PipelineOptions, hashKey);
  }

  /** @internal */
  readonly _options: PipelineOptions;
  /** @internal */
  readonly _hashKey: ISecret | undefined;

  private constructor(options: PipelineOptions, hashKey: ISecret | undefined) {
    this._options = options;
    this._hashKey = hashKey;
  }
}

/** The handling that an option names. */
export function sensitiveTextOf(name: string | undefined): SensitiveText | undefined {
  const all = [SensitiveText.KEEP, SensitiveText.DROP, SensitiveText.TRUNCATE, SensitiveText.HASH];
  return all.find((one) => one.name === name);
}
