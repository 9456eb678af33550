import { defaultFields } from '../../core/fields/defaultFields.ts';

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

  /** These fields without some of them. */
  without(...names: string[]): Fields {
    return new Fields(this.names.filter((name) => !names.includes(name)));
  }
}
