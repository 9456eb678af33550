import type { Session } from '../session.ts';
import { hourOfMerge, type RunFault } from './faultyEngine.ts';
import { firstHourOf } from './proveFaults.ts';
import { runSeed } from './seedRun.ts';

/** Maximum number of seeds until a control's fault has an effect. */
const maxSeeds = 3;

interface Control {
  readonly what: string;
  readonly faults: readonly RunFault[];
  readonly change: (sql: string) => string;
}

const controls: readonly Control[] = [
  {
    what: 'without the proof, rows that the engine loses or duplicates',
    faults: ['rows lost', 'rows doubled'],
    change: (sql) =>
      sql.includes('AS missing,') ? 'SELECT 0 AS missing, 0 AS doubled, 0 AS unidentified' : sql,
  },
  {
    what: 'without the identity, copies',
    faults: ['cancelled statement'],
    change: (sql) =>
      hourOfMerge(sql) === undefined ? sql : sql.replace(/\nON coalesce\([^\n]*= s\.id\n/, '\nON 1 = 0\n'),
  },
];

/** Disables the mechanisms that make the compaction exact, and checks that the errors are detected. */
export async function proveControls(session: Session): Promise<void> {
  const { server, deployment, connection, options, signal } = session;
  for (const [index, { what, faults, change }] of controls.entries()) {
    let caught: string | undefined;
    for (let seed = options.seed; caught === undefined && seed < options.seed + maxSeeds; seed++) {
      const lake = session.lake(`control_${index}_${seed}`);
      const { wrong } = await runSeed({
        seed,
        steps: 4,
        server,
        lake,
        deployment,
        connection,
        firstHour: firstHourOf(seed),
        faults,
        change,
        signal,
      });
      caught = wrong[0];
      lake.remove();
    }
    session.check(
      `${what} are detected${caught === undefined ? '' : `: ${caught.slice(0, 160)}`}`,
      caught === undefined ? ['neither the reader nor the proof detected them'] : [],
    );
  }
}
