import { Printer } from '../../terminal/printer.ts';
import { TextSink } from '../cli/tail/textSink.ts';
import { hostileTexts, obeyed } from '../support/hostile.ts';

function printed(sink: TextSink, print: (printer: Printer) => void): string {
  print(new Printer(() => sink, { TERM: 'xterm' }));
  return sink.text;
}

describe('Printer', () => {
  it.each(hostileTexts)('prints %j as one line without control characters', (text) => {
    const [line, ...more] = printed(new TextSink(80), (printer) => printer.line(text)).split('\n');
    expect(line).not.toMatch(obeyed);
    expect(more).toEqual(['']);
  });

  it('prints colors only on a terminal, and only with its own paint', () => {
    const print = (printer: Printer) =>
      printer.lines([printer.paint('green', 'ok \u001b[31mred'), '\u001b[31mred\u001b[39m']);
    expect(printed(new TextSink(80), print)).toBe(
      '\u001b[32mok \\x1b[31mred\u001b[39m\n\\x1b[31mred\\x1b[39m\n',
    );
    expect(printed(new TextSink(), print)).toBe('ok \\x1b[31mred\n\\x1b[31mred\\x1b[39m\n');
  });

  it('waits until the stream has room', async () => {
    const sink = new TextSink();
    sink.roomy = false;
    const done: string[] = [];
    const writing = new Printer(() => sink)
      .linesWithBackpressure(['a', 'b'])
      .then(() => done.push('written'));
    await new Promise(setImmediate);
    expect([sink.text, done]).toEqual(['a\nb\n', []]);
    sink.emit('drain');
    await writing;
    expect(done).toEqual(['written']);
  });
});
