import { TailStatus } from '../../../cli/tail/tailStatus.ts';
import { ProgressBar } from '../../../terminal/progressBar.ts';
import { TextSink } from './textSink.ts';

function statusOn(sink: TextSink): TailStatus {
  let time = 0;
  return new TailStatus(
    new ProgressBar(sink, () => {
      time += 1000;
      return time;
    }),
  );
}

describe('the status of tail', () => {
  it('shows counts on a terminal until the first record is shown', () => {
    const sink = new TextSink(100);
    const status = statusOn(sink);
    status.update({ shards: 1, records: 0 });
    status.update({ shards: 2, records: 1234 });
    status.end();
    status.update({ shards: 2, records: 1235 });
    status.end();
    const lines = ['1 shard, 0 records', '2 shards, 1,234 records'];
    expect(sink.text).toBe(
      `${lines.map((line) => `\r\u001b[Kreading ${line}, no match yet; press Ctrl-C to stop`).join('')}\r\u001b[K`,
    );
  });

  it('shows nothing in a pipe', () => {
    const sink = new TextSink();
    const status = statusOn(sink);
    status.update({ shards: 1, records: 0 });
    status.end();
    expect(sink.text).toBe('');
  });
});
