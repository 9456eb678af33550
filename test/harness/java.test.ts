import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava } from '../../harness/java.ts';
import { UsageError } from '../../terminal/usageError.ts';

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

const find = (environment: Record<string, string>) =>
  findJava({ program: 'Trino', oldest: 24 }, environment, [join(folder, '*')]);

describe('findJava', () => {
  it('returns the oldest supported version', () => {
    install('a', '17.0.9');
    install('b', '25.0.1');
    const oldest = install('c', '24');
    expect(find({})).toBe(oldest);
  });

  it('returns the version in JAVA_HOME if it is supported', () => {
    install('a', '24.0.2');
    const named = install('b', '25.0.1');
    const old = install('c', '17.0.9');
    expect(find({ JAVA_HOME: named })).toBe(named);
    expect(find({ JAVA_HOME: old, JAVA_HOME_25_X64: named })).toBe(join(folder, 'a'));
  });

  it('reports versions that are too old', () => {
    const old = install('old', '17.0.9');
    expect(() => find({})).toThrow(UsageError);
    expect(() => find({})).toThrow(
      `Trino requires Java 24 or later, found Java 17 in ${old}; install a supported version and set JAVA_HOME to its folder`,
    );
  });

  it('does not return a version that is too new', () => {
    install('a', '25.0.1');
    const fitting = install('b', '17.0.9');
    const need = { program: 'OpenSearch', oldest: 11, newest: 23 };
    expect(findJava(need, {}, [join(folder, '*')])).toBe(fitting);
    expect(() => findJava(need, {}, [join(folder, 'a')])).toThrow(
      `OpenSearch requires Java 11 to 23, found Java 25 in ${join(folder, 'a')}; install a supported version and set JAVA_HOME to its folder`,
    );
  });
});
