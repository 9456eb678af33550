import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findJava } from '../../opensearch/node/java.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();

function install(name: string, version: string): string {
  const home = join(folder, name);
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'bin/java'), '');
  writeFileSync(join(home, 'release'), `IMPLEMENTOR="x"\nJAVA_VERSION="${version}"\n`);
  return home;
}

describe('findJava', () => {
  it('takes a Java that has a security manager: the named one, or an installed one', () => {
    const newer = install('a', '25.0.1');
    const fitting = install('b', '17.0.9');
    const other = install('c', '11.0.2');
    const places = [join(folder, '*')];

    expect(findJava({}, places)).toBe(fitting);
    expect(findJava({ JAVA_HOME: other }, places)).toBe(other);
    expect(findJava({ JAVA_HOME: newer, JAVA_HOME_11_X64: other }, places)).toBe(other);
    expect(() => findJava({ JAVA_HOME: newer }, [])).toThrow(
      new UsageError(
        `expected Java 11 to 23 to run OpenSearch, such as 17, got Java 25 in ${newer}; install one and set JAVA_HOME to its folder`,
      ),
    );
  });
});
