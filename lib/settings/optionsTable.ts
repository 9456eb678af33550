import { type AlarmOption, alarmNames, alarmOptions } from './alarmOptions.ts';
import { type Option, optionNames, options } from './options.ts';

/** Returns the table of options in docs/configuration.md, in Markdown. */
export function printOptionsTable(): string {
  const rows = optionNames.map((name) => {
    const option: Option = options[name];
    const value = option.defaultMeans ?? defaultOf(name, option);
    return `| \`${name}\` | ${value} | ${option.expected} | ${option.meaning} |`;
  });
  return ['| Option | Default | Values | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function defaultOf(name: string, option: Option): string {
  return name === 'fields' ? 'the fields listed below' : `\`${JSON.stringify(option.default)}\``;
}

/** Returns the table of alarms in docs/configuration.md, in Markdown. */
export function printAlarmsTable(): string {
  const rows = alarmNames.map((name) => {
    const {
      default: threshold,
      defaultMeans,
      unit,
      smallest,
      largest,
      raised,
    }: AlarmOption = alarmOptions[name];
    const range = `${smallest} to ${largest.toLocaleString('en-US')}`;
    return `| \`${name}\` | ${threshold ?? defaultMeans} | ${unit}, ${range} | ${raised} |`;
  });
  return ['| Alarm | Default (N) | Values | Raised when |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
