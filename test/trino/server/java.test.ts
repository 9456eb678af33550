import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../../terminal/usageError.ts';
import { findJava } from '../../../trino/server/java.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'java-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function install(name: string, version: string): string {
  const home = join(folder, name);
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'release'), `IMPLEMENTOR="x"\nJAVA_VERSION="${version}"\n`);
  return home;
}

const find = (environment: Record<string, string>) => findJava(environment, [join(folder, '*')]);

describe('findJava', () => {
  it('takes the oldest Java that is new enough', () => {
    install('a', '17.0.9');
    install('b', '25.0.1');
    const oldest = install('c', '24');
    expect(find({})).toBe(oldest);
  });

  it('takes that of JAVA_HOME, if it is new enough', () => {
    install('a', '24.0.2');
    const named = install('b', '25.0.1');
    const old = install('c', '17.0.9');
    expect(find({ JAVA_HOME: named })).toBe(named);
    expect(find({ JAVA_HOME: old, JAVA_HOME_25_X64: named })).toBe(join(folder, 'a'));
  });

  it('names those that are too old', () => {
    const old = install('old', '17.0.9');
    expect(() => find({})).toThrow(UsageError);
    expect(() => find({})).toThrow(
      `expected Java 24 or later to run Trino, got ${old}; install one and set JAVA_HOME to its folder`,
    );
  });
});
