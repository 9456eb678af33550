import { ConfigurationError, showValue } from '../settings/configurationError.ts';

/** What a property that takes an object expects: a member that its values have, and an example. */
export interface ExpectedObject {
  readonly member: string;
  readonly example: string;
}

/**
 * Rejects a value that isn't an object of the expected class. Objects are recognized by a member, because an app can load
 * several copies of a package.
 *
 * @throws ConfigurationError if the value has no such member
 */
export function rejectOther(name: string, value: unknown, expected: ExpectedObject | undefined): void {
  if (expected === undefined || (typeof value === 'object' && value !== null && expected.member in value))
    return;
  throw new ConfigurationError(name, `expected a value such as ${expected.example}, got ${showValue(value)}`);
}
