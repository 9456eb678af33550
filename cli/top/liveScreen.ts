import type { Paint } from '../../terminal/colors.ts';
import { exitStatus } from '../../terminal/runCommand.ts';
import { Screen, type Terminal } from './screen.ts';
import { TopProgram, type TopProgramSettings } from './topProgram.ts';

/** Milliseconds between two drawings without a key. */
const redrawInterval = 1_000;

/** The parts of standard input that the screen uses. */
export interface KeyInput {
  setRawMode(raw: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  on(event: 'data', listener: (text: string) => void): unknown;
  off(event: 'data', listener: (text: string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** The parts of standard output that the screen uses. */
export interface ScreenOutput extends Terminal {
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

/** Settings of `showLive`. */
export interface LiveSettings extends Omit<TopProgramSettings, 'screen' | 'paint' | 'quit'> {
  readonly input: KeyInput;
  readonly output: ScreenOutput;
  readonly paint: Paint;
  /** Ends the process. @default process.exit */
  readonly exit?: (status: number) => void;
}

/**
 * Shows the live screen until the user quits or the signal is aborted.
 *
 * The first Ctrl-C or `q` restores the screen at once, and stops reading the stream. The second one ends the process,
 * even if a call doesn't end.
 */
export async function showLive(settings: LiveSettings, signal: AbortSignal): Promise<void> {
  const { input, output, exit = process.exit } = settings;
  const ended = new AbortController();
  const screen = new Screen(output);
  const leave = () => screen.close();
  const quit = () => {
    leave();
    if (ended.signal.aborted) exit(exitStatus.interrupted);
    ended.abort();
  };
  const program = new TopProgram({ ...settings, screen, quit });
  const type = (text: string) => program.type(text);
  const draw = () => program.draw();
  screen.open();
  process.once('exit', leave);
  input.setRawMode(true);
  input.setEncoding('utf8');
  input.on('data', type);
  input.resume();
  output.on('resize', draw);
  const timer = setInterval(draw, redrawInterval);
  try {
    await program.run(AbortSignal.any([signal, ended.signal]));
  } finally {
    clearInterval(timer);
    output.off('resize', draw);
    input.off('data', type);
    input.setRawMode(false);
    input.pause();
    leave();
    process.off('exit', leave);
  }
}
