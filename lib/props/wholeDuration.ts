import { type Duration, Token } from 'aws-cdk-lib';
import { ConfigurationError } from '../settings/configurationError.ts';

/**
 * Returns a duration as a number of a unit.
 *
 * @param name name of the property, for errors
 * @throws ConfigurationError if it isn't a whole number of the unit, or is known only at deployment
 */
export function wholeDuration(
  name: string,
  duration: Duration | undefined,
  unit: 'days' | 'hours' | 'seconds',
): number | undefined {
  if (duration === undefined) return undefined;
  const amount = { days: duration.toDays, hours: duration.toHours, seconds: duration.toSeconds }[unit].call(
    duration,
    { integral: false },
  );
  if (Number.isInteger(amount) && !Token.isUnresolved(amount)) return amount;
  const got = Token.isUnresolved(amount)
    ? 'a value that is known only at deployment'
    : duration.toHumanString();
  throw new ConfigurationError(name, `expected a whole number of ${unit}, got ${got}`);
}
