#!/usr/bin/env node
import { isMainThread } from 'node:worker_threads';
import { loadProgram } from '../cli/commands.ts';
import { runCommandLine } from '../terminal/commandLine.ts';
import { runCommand } from '../terminal/runCommand.ts';

const args = process.argv.slice(2);
if (isMainThread) {
  // Not awaited at the top, because the packed command is CommonJS.
  void runCommand(async (signal) => runCommandLine(await loadProgram(args, signal), args));
} else {
  // In the packed command, a thread's file is the whole bundle.
  void import('../cli/convert/blockWorker.ts');
}
