#!/usr/bin/env node
import { loadProgram } from '../cli/commands.ts';
import { runCommandLine } from '../terminal/commandLine.ts';
import { runCommand } from '../terminal/runCommand.ts';

const args = process.argv.slice(2);
// Not awaited at the top, because the packed command is CommonJS.
void runCommand(async (signal) => runCommandLine(await loadProgram(args, signal), args));
