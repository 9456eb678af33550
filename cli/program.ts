import { Command } from 'commander';
import { createdBy } from '../core/version.ts';
import { attachCommand } from './attach.ts';
import { compactCommand } from './compact.ts';
import { convertCommand } from './convert.ts';
import { destinationCommand } from './destination.ts';
import { detachCommand } from './detach.ts';
import { doctorCommand } from './doctor.ts';
import { eraseCommand } from './erase.ts';
import { estimateCommand } from './estimate.ts';
import { explainCommand } from './explain.ts';
import { exploreCommand } from './explore.ts';
import { findCommand } from './find.ts';
import { grafanaCommand } from './grafana.ts';
import { queryCommand } from './query.ts';
import { replayCommand } from './replay.ts';
import { tailCommand } from './tail.ts';
import { topCommand } from './top.ts';

/**
 * The operator's program, `cfrl`, with every command loaded. `commands.ts` loads only one.
 *
 * @param signal asks a command to stop
 */
export function createProgram(signal: AbortSignal): Command {
  return new Command('cfrl')
    .description('Work with CloudFront real-time logs: attach, watch, query, and repair.')
    .version(createdBy)
    .addCommand(estimateCommand())
    .addCommand(attachCommand(signal))
    .addCommand(detachCommand(signal))
    .addCommand(convertCommand(signal))
    .addCommand(compactCommand(signal))
    .addCommand(eraseCommand(signal))
    .addCommand(destinationCommand(signal))
    .addCommand(grafanaCommand())
    .addCommand(exploreCommand(signal))
    .addCommand(doctorCommand(signal))
    .addCommand(tailCommand(signal))
    .addCommand(topCommand(signal))
    .addCommand(findCommand(signal))
    .addCommand(queryCommand(signal))
    .addCommand(explainCommand(signal))
    .addCommand(replayCommand(signal));
}
