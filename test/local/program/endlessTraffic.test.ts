import { renewRecord } from '../../../local/program/endlessTraffic.ts';

const fields = ['timestamp', 'c-ip', 'x-edge-request-id'];
const time = Date.UTC(2026, 10, 25, 9, 20, 0, 250);

describe('a record that is sent again', () => {
  it('has the current time and a new id', () => {
    expect(renewRecord('1.000\t192.0.2.1\told==', fields, time, 'n'.repeat(60))).toBe(
      `1795598400.250\t192.0.2.1\t${'n'.repeat(54)}==`,
    );
  });

  it('does not change if it does not have the fields', () => {
    expect(renewRecord('something else', fields, time, 'new')).toBe('something else');
    expect(renewRecord('-\t192.0.2.1\t-', fields, time, 'new')).toBe('-\t192.0.2.1\t-');
  });
});
