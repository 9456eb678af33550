import { EventEmitter } from 'node:events';
import { handleControlC, type Keyboard } from '../../terminal/controlC.ts';

class FakeKeyboard extends EventEmitter implements Keyboard {
  readonly isTTY = true;
  readonly done: string[] = [];
  setRawMode(raw: boolean) {
    this.done.push(raw ? 'raw' : 'cooked');
  }
  resume() {
    this.done.push('resume');
  }
  pause() {
    this.done.push('pause');
  }
}

describe('handleControlC', () => {
  it.each(['\u0003', '\u0004'])('stops on the key %j, and restores the keyboard', (key) => {
    const keyboard = new FakeKeyboard();
    const { signal, release } = handleControlC(true, keyboard);
    keyboard.emit('data', Buffer.from('x'));
    expect(signal.aborted).toBe(false);
    keyboard.emit('data', Buffer.from(key));
    expect(signal.aborted).toBe(true);
    release();
    expect(keyboard.done).toEqual(['raw', 'resume', 'cooked', 'pause']);
    expect(keyboard.listenerCount('data')).toBe(0);
  });

  it('ends the process at the second Ctrl-C', () => {
    const keyboard = new FakeKeyboard();
    const exits: number[] = [];
    handleControlC(true, keyboard, undefined, (status) => exits.push(status));
    keyboard.emit('data', '\u0003');
    expect(exits).toEqual([]);
    keyboard.emit('data', '\u0003');
    expect(exits).toEqual([130]);
  });

  it('lets Ctrl-Z suspend the program, and reads the keyboard again afterward', () => {
    const keyboard = new FakeKeyboard();
    const { signal } = handleControlC(true, keyboard, () => keyboard.done.push('suspended'));
    keyboard.emit('data', Buffer.from('\u001a'));
    process.emit('SIGCONT');
    expect(keyboard.done).toEqual(['raw', 'resume', 'cooked', 'suspended', 'raw']);
    expect(signal.aborted).toBe(false);
  });

  it('does not read the keyboard if the output is not a terminal', () => {
    const keyboard = new FakeKeyboard();
    handleControlC(false, keyboard).release();
    expect(keyboard.done).toEqual([]);
  });
});
