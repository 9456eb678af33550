import { defaultFields } from '../../core/fields/defaultFields.ts';
import { didYouMean } from '../../core/suggestion.ts';
import { ConfigurationError } from '../settings/configurationError.ts';

/**
 * The fields of a log record. Their order doesn't matter, because CloudFront uses its own order.
 *
 * @example Fields.defaults().with('cmcd-session-id')
 */
export class Fields {
  /** The fields that all default metrics, and all saved queries except one, need. docs/configuration.md lists them. */
  static defaults(): Fields {
    return new Fields([...defaultFields]);
  }

  /**
   * Fields by the names in docs/fields.md. For a field that isn't listed there yet, add its position in the record:
   * `x-new-field:after=asn`.
   */
  static of(...names: string[]): Fields {
    return new Fields(names);
  }

  /** Names of the fields. */
  readonly names: string[];

  private constructor(names: string[]) {
    this.names = names;
  }

  /** These fields and further ones. */
  with(...names: string[]): Fields {
    return new Fields([...new Set([...this.names, ...names])]);
  }

  /**
   * These fields without some of them.
   *
   * @throws ConfigurationError if a name isn't one of these fields
   */
  without(...names: string[]): Fields {
    const missing = names.find((name) => !this.names.includes(name));
    if (missing !== undefined) {
      throw new ConfigurationError(
        'fields',
        `expected names of these fields in without, got '${missing}'${didYouMean(missing, this.names)}`,
      );
    }
    return new Fields(this.names.filter((name) => !names.includes(name)));
  }
}
