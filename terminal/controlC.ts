import { exitStatus } from './runCommand.ts';

/** The parts of standard input that are used here. */
export interface Keyboard extends NodeJS.EventEmitter {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
  unref?(): unknown;
}

/** A running listener for Ctrl-C. */
export interface ControlC {
  /** Signal that Ctrl-C or Ctrl-D aborts. */
  readonly signal: AbortSignal;
  /** Restores the keyboard. */
  release(): void;
}

const [controlC, controlD, controlZ] = ['\u0003', '\u0004', '\u001a'];

/**
 * Reads Ctrl-C as a key instead of a signal to the whole process group, for commands that usually end with
 * Ctrl-C. Otherwise, npm and its shell would print errors. Does nothing unless input and output are
 * terminals.
 *
 * @param keyboard default standard input
 * @param watched whether the output is a terminal
 * @param exit ends the process at the second Ctrl-C or Ctrl-D, even if the command doesn't stop
 */
export function handleControlC(
  watched = process.stdout.isTTY === true,
  keyboard: Keyboard = process.stdin,
  suspend: () => void = () => process.kill(process.pid, 'SIGTSTP'),
  exit: (status: number) => void = process.exit,
): ControlC {
  const end = new AbortController();
  if (!watched || !keyboard.isTTY || keyboard.setRawMode === undefined) {
    return { signal: end.signal, release() {} };
  }
  const onKeys = (keys: Buffer | string) => {
    const text = String(keys);
    if (text.includes(controlC) || text.includes(controlD)) {
      if (end.signal.aborted) exit(exitStatus.interrupted);
      end.abort();
    } else if (text.includes(controlZ)) {
      keyboard.setRawMode?.(false);
      process.once('SIGCONT', () => keyboard.setRawMode?.(true));
      suspend();
    }
  };
  keyboard.setRawMode(true);
  keyboard.on('data', onKeys);
  keyboard.resume();
  keyboard.unref?.();
  return {
    signal: end.signal,
    release() {
      keyboard.off('data', onKeys);
      keyboard.setRawMode?.(false);
      keyboard.pause();
    },
  };
}
