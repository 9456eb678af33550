import { environmentOf } from '../../emulator/localAws.ts';
import { shellWord } from '../../terminal/shellWord.ts';

/** Returns the export line that makes commands in another terminal use the local AWS, and some commands to try. */
export function describeAccess(url: string): string[] {
  const variables = Object.entries(environmentOf(url)).map(([name, value]) => `${name}=${value}`);
  return [
    'To run commands on this pipeline, use another terminal in this folder:',
    `  export ${variables.join(' ')}`,
    '  npx cfrl tail --since 5m',
    '  npx cfrl doctor',
    '  npx cfrl query top_talkers',
  ];
}

/** Returns lines that explain how to query and explore the lake's files, and where they are. */
export function describeFolder(lakeFolder: string, isKept: boolean): string[] {
  return [
    `Query the lake: npx cfrl query top_talkers --lake ${shellWord(lakeFolder)}`,
    `Explore it in a browser: npx cfrl explore --lake ${shellWord(lakeFolder)}`,
    isKept
      ? `The lake's files are in ${lakeFolder}: rows in raw/, unreadable records in quarantine/, layouts in config/.`
      : `The lake's files are in the temporary folder ${lakeFolder}. To choose another one, use --keep DIR.`,
  ];
}
