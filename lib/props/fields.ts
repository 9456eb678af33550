import { defaultFields } from '../../core/fields/defaultFields.ts';

/**
 * The fields of a log record. CloudFront has its own order, so the order here doesn't matter.
 *
 * @example Fields.defaults().with('cmcd-session-id')
 */
export class Fields {
  /** The fields that all metrics need, and all saved queries but one. docs/configuration.md lists them. */
  static defaults(): Fields {
    return new Fields([...defaultFields]);
  }

  /**
   * These fields, by the names of docs/fields.md. A field that is newer than this catalog is given with its place:
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
