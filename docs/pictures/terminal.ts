import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { output } from '../../terminal/printer.ts';
import { terminalSvg } from './terminalSvg.ts';

const root = resolve(import.meta.dirname, '../..');
const columns = 120;
const rows = 30;

/** Makes a program print as to a terminal of this size, which affects its colors and widths. */
const asTerminal = `data:text/javascript,${encodeURIComponent(
  `Object.assign(process.stdout, { isTTY: true, columns: ${columns}, rows: ${rows} });
   Object.assign(process.stdin, { isTTY: true, setRawMode: () => process.stdin });`,
)}`;

interface TerminalPicture {
  readonly name: string;
  readonly args: readonly string[];
  /** Returns whether the program has printed enough. */
  readonly isEnough: (text: string) => boolean;
}

/** Escape sequences at the beginning and end of a screen, and at the end of its lines. */
const screen = { begin: '\u001b[H', end: '\u001b[J', line: '\u001b[K\r\n' } as const;

const pictures: readonly TerminalPicture[] = [
  {
    name: 'terminal-tail',
    args: ['tail', '--since', '5m', '--where', 'sc-status>=400'],
    isEnough: (text) => text.split('\n').length > rows,
  },
  {
    name: 'terminal-top',
    args: ['top', '--window', '5m'],
    // The first screens appear before the records of five minutes are read.
    isEnough: (text) => text.split(screen.end).length > 6,
  },
];

/** Takes pictures of commands that run on the pipeline of `npm start`. */
export async function takeTerminalPictures(): Promise<void> {
  const pipeline = start(['local/start.ts', '--stay', '--rate', '2000']);
  try {
    const printed = await textUntil(pipeline, (text) => text.includes('The pipeline is still running'));
    const [, variables = ''] = /export (.*)/.exec(printed) ?? [];
    const environment = Object.fromEntries(variables.split(' ').map((variable) => variable.split('=')));
    for (const { name, args, isEnough } of pictures) {
      const command = start(['--import', asTerminal, 'bin/cfrl.ts', ...args], environment);
      const text = await textUntil(command, isEnough);
      await interrupt(command);
      const path = join(import.meta.dirname, `${name}.svg`);
      writeFileSync(path, terminalSvg(`npx cfrl ${args.map(quoted).join(' ')}`, selectLines(text), columns));
      output.line(path);
    }
  } finally {
    await interrupt(pipeline);
  }
}

/** Returns the first lines, or the lines of the last complete screen. */
function selectLines(text: string): string[] {
  const screens = text.split(screen.begin);
  if (screens.length === 1) return text.split('\n').slice(0, rows - 1);
  const last = screens.findLast((each) => each.includes(screen.end)) ?? '';
  return (last.split('\u001b[K\u001b[J')[0] ?? '').split(screen.line);
}

function start(args: readonly string[], environment: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TERM: 'xterm-256color', NO_COLOR: '', ...environment },
  });
}

/** Returns a program's output until it is enough, or until the program ends. */
async function textUntil(child: ChildProcess, isEnough: (text: string) => boolean): Promise<string> {
  let text = '';
  for await (const part of child.stdout?.setEncoding('utf8') ?? []) {
    text += part;
    if (isEnough(text)) break;
  }
  return text;
}

async function interrupt(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGINT');
  await closed;
}

function quoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `"${text}"`;
}
